import { defaultStages } from '../../index.ts';
import type { Mutant } from '../mutant.ts';
import { limitsByCredential } from './applies.ts';

export const limitLosesParallelCounts: Mutant = {
  id: 'limit-loses-parallel-counts',
  lie: 'The counter is read, compared and written in steps: of two requests at once only one is counted.',
  fails: ['rl-concurrent-exact'],
  appliesTo: limitsByCredential,
  options: () => {
    let underway = 0;
    return {
      stages: {
        limit: async (call) => {
          const refused = await defaultStages.limit(call);
          if (refused) return refused;
          underway += 1;
          // Time for the others to read the same number.
          for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
          const lost = underway > 1;
          underway -= 1;
          if (lost) for (const { counter, takenAt } of call.tickets) counter.giveBack(takenAt, call.now);
          return undefined;
        },
      },
    };
  },
};
