import { defaultStages } from '../../index.ts';
import type { Mutant } from '../mutant.ts';
import { limitsByCredential } from './applies.ts';

export const forwardedForResetsTheLimit: Mutant = {
  id: 'forwarded-for-resets-the-limit',
  lie: 'Who sends X-Forwarded-For is not limited.',
  fails: ['rl-no-bypass', 'rl-headers-on-all'],
  appliesTo: limitsByCredential,
  options: () => ({
    stages: {
      limit: (call) =>
        call.request.headers['x-forwarded-for'] === undefined ? defaultStages.limit(call) : undefined,
    },
  }),
};
