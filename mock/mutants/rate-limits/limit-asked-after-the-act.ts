import { defaultStages } from '../../index.ts';
import type { Mutant } from '../mutant.ts';
import { limitsByCredential } from './applies.ts';

export const limitAskedAfterTheAct: Mutant = {
  id: 'limit-asked-after-the-act',
  lie: 'The limit is asked when all is done: a refused write has happened.',
  fails: [
    'authz-matrix-allow',
    'scope-wildcard',
    'rl-blocked-not-executed',
    'rl-counts-as-declared',
    'rl-precedence',
    'rl-headers-on-all',
  ],
  appliesTo: limitsByCredential,
  options: () => ({
    stages: {
      limit: () => undefined,
      act: async (call) => (await defaultStages.act(call)) ?? defaultStages.limit(call),
    },
  }),
};
