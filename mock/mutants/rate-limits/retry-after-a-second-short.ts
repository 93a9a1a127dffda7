import type { Mutant } from '../mutant.ts';
import { changedReplies, headerIn, withHeaders } from './headers.ts';
import { retryAfterInSeconds } from './retry.ts';

export const retryAfterASecondShort: Mutant = {
  id: 'retry-after-a-second-short',
  lie: 'Retry-After is a second too short.',
  fails: ['rl-retry-after-honest'],
  appliesTo: retryAfterInSeconds,
  options: () =>
    changedReplies((reply) => {
      const wait = headerIn(reply, 'Retry-After');
      return wait === undefined
        ? reply
        : withHeaders(reply, { 'Retry-After': String(Math.max(1, Number(wait) - 1)) });
    }),
};
