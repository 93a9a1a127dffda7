import type { Mutant } from '../mutant.ts';
import { changedReplies, withHeaders } from './headers.ts';
import { retryAfterInSeconds } from './retry.ts';

export const retryAfterIsZero: Mutant = {
  id: 'retry-after-is-zero',
  lie: 'Retry-After is zero: come back at once.',
  fails: [],
  appliesTo: retryAfterInSeconds,
  options: () =>
    changedReplies((reply) => (reply.status === 429 ? withHeaders(reply, { 'Retry-After': '0' }) : reply)),
};
