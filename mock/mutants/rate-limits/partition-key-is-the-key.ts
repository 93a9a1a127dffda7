import type { Mutant } from '../mutant.ts';
import { fieldValues, keyField } from '../wrap.ts';
import { keyed } from './structured.ts';

export const partitionKeyIsTheKey: Mutant = {
  id: 'partition-key-is-the-key',
  lie: 'The partition key is the key itself, in Base64.',
  fails: ['secret-never-echoed', 'rl-partition-key-not-secret'],
  appliesTo: (model) => model.tiers.some(({ partitionKey }) => partitionKey) && keyField(model) !== undefined,
  options: (model) => keyed((call) => fieldValues(call.request, keyField(model) ?? '')[0] ?? ''),
};
