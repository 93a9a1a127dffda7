import type { Mutant } from '../mutant.ts';
import { changedReplies, headerIn, withHeaders } from './headers.ts';
import { retryAfterInSeconds } from './retry.ts';

export const retryAfterIsAnInstant: Mutant = {
  id: 'retry-after-is-an-instant',
  lie: 'Retry-After holds epoch seconds.',
  fails: ['rl-reset-unit', 'http-retry-after-format', 'rl-retry-after-honest'],
  appliesTo: retryAfterInSeconds,
  options: () =>
    changedReplies((reply, call) => {
      const wait = headerIn(reply, 'Retry-After');
      return wait === undefined
        ? reply
        : withHeaders(reply, { 'Retry-After': String(Math.ceil(call.now / 1000) + Number(wait)) });
    }),
};
