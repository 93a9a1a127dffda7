import { defaultStages } from '../../index.ts';
import type { Mutant } from '../mutant.ts';
import { limitsByCredential } from './applies.ts';

export const requestsCountedTwice: Mutant = {
  id: 'requests-counted-twice',
  lie: 'The limiter stands in the chain twice: each request takes two.',
  fails: [
    'rl-exact-limit',
    'rl-writes-separate',
    'rl-concurrent-exact',
    'rl-window-refill',
    'rl-counts-as-declared',
    'rl-limit-constant',
    'rl-remaining-decrements',
  ],
  appliesTo: limitsByCredential,
  options: () => ({
    stages: { limit: async (call) => (await defaultStages.limit(call)) ?? defaultStages.limit(call) },
  }),
};
