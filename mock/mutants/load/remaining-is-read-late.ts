import { defaultStages } from '../../index.ts';
import { aWhile } from '../lie.ts';
import { limitsByCredential } from '../rate-limits/applies.ts';
import type { LoadMutant } from './load-mutant.ts';

export const remainingIsReadLate: LoadMutant = {
  id: 'remaining-is-read-late',
  lie: 'The limit is exact, but what remains is read for the answer after others have been counted: several are told the same number.',
  failsProbe: 'limiter-exact-under-flood',
  appliesTo: limitsByCredential,
  options: () => ({
    stages: {
      limit: async (call) => {
        const refused = await defaultStages.limit(call);
        if (refused) return refused;
        await aWhile();
        for (const ticket of call.tickets) {
          const remaining = Math.max(0, Math.floor(ticket.counter.remaining(call.now)));
          ticket.reading = { ...ticket.reading, remaining };
        }
        return undefined;
      },
    },
  }),
};
