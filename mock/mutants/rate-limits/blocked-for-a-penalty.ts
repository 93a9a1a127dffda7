import type { Mutant } from '../mutant.ts';
import { limitsByCredential } from './applies.ts';
import { blocking } from './penalty.ts';

export const blockedForAPenalty: Mutant = {
  id: 'blocked-for-a-penalty',
  lie: 'Who exceeds a limit is shut out for two windows, whatever Retry-After says.',
  fails: ['rl-reset-honest', 'rl-retry-after-honest'],
  appliesTo: limitsByCredential,
  options: () =>
    blocking((reading, before, now) => ({
      until: before ?? now + 2 * reading.tier.windowSeconds * 1000,
      isTold: false,
    })),
};
