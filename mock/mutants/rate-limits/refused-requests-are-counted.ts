import { defaultStages } from '../../index.ts';
import type { Mutant } from '../mutant.ts';

export const refusedRequestsAreCounted: Mutant = {
  id: 'refused-requests-are-counted',
  lie: 'Refused requests are counted like others: who keeps knocking never gets in again.',
  fails: ['rl-reset-unit', 'rl-reset-honest', 'rl-retry-after-honest', 'rl-gradual-refill'],
  appliesTo: ({ tiers }) =>
    tiers.some(({ algorithm, counts }) => algorithm !== 'fixed-window' && counts === 'all'),
  options: () => ({
    stages: {
      limit: async (call) => {
        const refused = await defaultStages.limit(call);
        if (refused) for (const { counter } of call.empty) counter.take(call.now);
        return refused;
      },
    },
  }),
};
