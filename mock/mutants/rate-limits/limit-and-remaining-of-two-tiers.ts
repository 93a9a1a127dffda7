import type { Mutant } from '../mutant.ts';
import { tells } from './applies.ts';
import { changedReplies, headerIn, withHeaders } from './headers.ts';
import { headerOf } from './structured.ts';

export const limitAndRemainingOfTwoTiers: Mutant = {
  id: 'limit-and-remaining-of-two-tiers',
  lie: 'The limit is that of one tier, the remaining that of another.',
  fails: ['rl-window-refill', 'rl-remaining-decrements'],
  appliesTo: (model) => tells(model, 'tier.remaining') && model.tiers.length > 1,
  options: (model) =>
    changedReplies((reply, call) => {
      const name = headerOf(model, 'tier.remaining');
      const widest = call.tickets
        .map(({ reading }) => reading)
        .toSorted((a, b) => b.remaining - a.remaining)[0];
      if (widest === undefined || headerIn(reply, name) === undefined || call.empty.length > 0) return reply;
      return withHeaders(reply, { [name]: String(widest.remaining) });
    }),
};
