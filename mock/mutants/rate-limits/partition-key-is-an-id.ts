import type { Mutant } from '../mutant.ts';
import { keyed } from './structured.ts';

export const partitionKeyIsAnId: Mutant = {
  id: 'partition-key-is-an-id',
  lie: 'The partition key is the id of the credential, in Base64.',
  fails: ['rl-partition-key-not-secret'],
  appliesTo: (model) => model.tiers.some(({ partitionKey }) => partitionKey),
  options: () => keyed((call) => `key:${call.verified[0]?.credential.id ?? ''}`),
};
