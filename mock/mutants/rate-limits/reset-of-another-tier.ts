import type { Mutant } from '../mutant.ts';
import { tells } from './applies.ts';
import { changedReplies, headerIn, withHeaders } from './headers.ts';
import { headerOf } from './structured.ts';

export const resetOfAnotherTier: Mutant = {
  id: 'reset-of-another-tier',
  lie: 'The reset is that of the widest tier, the limit that of the tightest.',
  fails: ['rl-reset-unit', 'rl-reset-stable'],
  appliesTo: (model) => tells(model, 'tier.resetAt') && tells(model, 'tier.limit') && model.tiers.length > 1,
  options: (model) =>
    changedReplies((reply, call) => {
      const name = headerOf(model, 'tier.resetAt');
      const last = Math.max(...call.tickets.map(({ reading }) => reading.resetsAt));
      if (call.tickets.length < 2 || headerIn(reply, name) === undefined) return reply;
      return withHeaders(reply, { [name]: String(Math.ceil(last / 1000)) });
    }),
};
