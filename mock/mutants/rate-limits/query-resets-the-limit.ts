import { defaultStages } from '../../index.ts';
import type { Mutant } from '../mutant.ts';
import { limitsByCredential } from './applies.ts';

export const queryResetsTheLimit: Mutant = {
  id: 'query-resets-the-limit',
  lie: 'The limit is counted by whole URL: a new query is a new budget.',
  fails: ['rl-no-bypass', 'rl-headers-on-all'],
  appliesTo: limitsByCredential,
  options: () => ({
    stages: {
      limit: (call) => (call.request.query().has('_') ? undefined : defaultStages.limit(call)),
    },
  }),
};
