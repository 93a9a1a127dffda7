import { defaultStages } from '../../index.ts';
import type { Mutant } from '../mutant.ts';
import { limitsByCredential } from './applies.ts';

export const limitsAreNotEnforced: Mutant = {
  id: 'limits-are-not-enforced',
  lie: 'No limit is enforced; the fields tell of them all the same.',
  fails: [
    'rl-exact-limit',
    'rl-tiers-and',
    'rl-concurrent-exact',
    'rl-counts-as-declared',
    'rl-remaining-decrements',
    'rl-reset-honest',
  ],
  appliesTo: limitsByCredential,
  options: () => ({
    stages: {
      limit: async (call) => {
        const refused = await defaultStages.limit(call);
        if (refused) call.tickets = call.empty.map((reading) => ({ ...reading, takenAt: call.now, reading }));
        call.empty = [];
        return undefined;
      },
    },
  }),
};
