import type { Mutant } from '../mutant.ts';
import { changedReplies, headerIn, withHeaders } from './headers.ts';
import { answersWith } from './structured.ts';

export const draft6ResetIsAnInstant: Mutant = {
  id: 'draft-6-reset-is-an-instant',
  lie: 'RateLimit-Reset is an instant, as X-RateLimit-Reset often is.',
  fails: ['rl-reset-unit', 'rl-reset-stable', 'rl-reset-honest', 'rl-multi-header-consistency'],
  appliesTo: (model) => answersWith(model, 'RateLimit-Reset'),
  options: () =>
    changedReplies((reply, call) => {
      const wait = headerIn(reply, 'RateLimit-Reset');
      return wait === undefined
        ? reply
        : withHeaders(reply, { 'RateLimit-Reset': String(Math.ceil(call.now / 1000) + Number(wait)) });
    }),
};
