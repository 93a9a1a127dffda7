import { refuse } from '../../call.ts';
import { defaultStages } from '../../index.ts';
import type { Mutant } from '../mutant.ts';
import { limitsByCredential } from './applies.ts';

export const budgetNeverComesBack: Mutant = {
  id: 'budget-never-comes-back',
  lie: 'What is spent stays spent when the window is over.',
  fails: ['rl-reset-honest', 'rl-retry-after-honest'],
  appliesTo: limitsByCredential,
  options: () => {
    const closed = new Set<object>();
    return {
      stages: {
        limit: async (call) => {
          const refused = await defaultStages.limit(call);
          if (refused) for (const { counter } of call.empty) closed.add(counter);
          const spent = call.tickets.filter(({ counter }) => closed.has(counter));
          if (refused || spent.length === 0) return refused;
          for (const { counter, takenAt } of call.tickets) counter.giveBack(takenAt, call.now);
          call.empty = spent.map(({ reading }) => ({ ...reading, remaining: 0 }));
          call.tickets = [];
          return refuse('rate-limit', 'nothing ever comes back');
        },
      },
    };
  },
};
