import { defaultStages } from '../../index.ts';
import { aWhile } from '../lie.ts';
import { limitsByCredential } from '../rate-limits/applies.ts';
import type { LoadMutant } from './load-mutant.ts';

export const limitIsCheckedThenCounted: LoadMutant = {
  id: 'limit-is-checked-then-counted',
  lie: 'The limiter asks a store whether there is room, and counts when the answer has come: all who asked meanwhile get in.',
  failsProbe: 'limiter-exact-under-flood',
  appliesTo: limitsByCredential,
  options: () => ({
    stages: {
      limit: async (call) => {
        const refused = await defaultStages.limit(call);
        if (refused) return refused;
        // Looked only: what was taken is taken again after the others have looked.
        for (const { counter, takenAt } of call.tickets) counter.giveBack(takenAt, call.now);
        await aWhile();
        for (const { counter } of call.tickets) counter.take(call.now);
        return undefined;
      },
    },
  }),
};
