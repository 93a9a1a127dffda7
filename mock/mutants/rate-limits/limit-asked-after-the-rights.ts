import { defaultStages } from '../../index.ts';
import type { Mutant } from '../mutant.ts';
import { limitsByCredential } from './applies.ts';

export const limitAskedAfterTheRights: Mutant = {
  id: 'limit-asked-after-the-rights',
  lie: 'Calls without the right are refused before the limit is asked, and count nothing.',
  fails: ['rl-counts-as-declared', 'rl-precedence', 'rl-headers-on-all'],
  appliesTo: limitsByCredential,
  options: () => ({
    stages: {
      limit: () => undefined,
      authorise: async (call) => (await defaultStages.authorise(call)) ?? defaultStages.limit(call),
    },
  }),
};
