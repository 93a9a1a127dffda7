import type { Mutant } from '../mutant.ts';
import { limitsByCredential } from './applies.ts';
import { blocking } from './penalty.ts';

export const refusedRequestsExtendTheWindow: Mutant = {
  id: 'refused-requests-extend-the-window',
  lie: 'Each refused request begins the window anew.',
  fails: ['rl-reset-stable', 'rl-reset-honest', 'rl-retry-after-honest'],
  appliesTo: limitsByCredential,
  options: () =>
    blocking((reading, _, now) => ({ until: now + reading.tier.windowSeconds * 1000, isTold: true })),
};
