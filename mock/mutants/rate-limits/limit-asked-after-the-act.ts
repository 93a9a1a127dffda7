import { defaultStages } from '../../index.ts';
import type { Mutant } from '../mutant.ts';
import { limitsByCredential } from './applies.ts';

export const limitAskedAfterTheAct: Mutant = {
  id: 'limit-asked-after-the-act',
  lie: 'The limit is asked when all is done: a refused write has happened.',
  fails: [],
  appliesTo: limitsByCredential,
  options: () => ({
    stages: {
      limit: () => undefined,
      act: async (call) => (await defaultStages.act(call)) ?? defaultStages.limit(call),
    },
  }),
};
