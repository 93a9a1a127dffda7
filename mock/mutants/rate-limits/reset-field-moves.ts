import type { Mutant } from '../mutant.ts';
import { tells } from './applies.ts';
import { changedReplies, headerIn, withHeaders } from './headers.ts';

export const resetFieldMoves: Mutant = {
  id: 'reset-field-moves',
  lie: 'Reset is worked out anew with each answer: now and a whole window.',
  fails: ['rl-reset-stable', 'rl-reset-honest', 'rl-retry-after-vs-reset'],
  appliesTo: (model) => tells(model, 'tier.resetAt'),
  options: (model) => {
    const name =
      model.operations
        .flatMap(({ responses }) => [...responses.values()].flatMap(({ places }) => places))
        .find(({ attribute }) => attribute === 'tier.resetAt')?.at ?? '';
    return changedReplies((reply, call) => {
      const told = (call.empty.length > 0 ? call.empty : call.tickets.map(({ reading }) => reading)).toSorted(
        (a, b) => a.remaining - b.remaining,
      )[0];
      if (told === undefined || headerIn(reply, name) === undefined) return reply;
      return withHeaders(reply, { [name]: String(Math.ceil(call.now / 1000) + told.tier.windowSeconds) });
    });
  },
};
