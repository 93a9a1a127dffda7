import type { Mutant } from '../mutant.ts';
import { changedReplies, withHeaders } from './headers.ts';
import { retryAfterInSeconds } from './retry.ts';

export const retryAfterIsZero: Mutant = {
  id: 'retry-after-is-zero',
  lie: 'Retry-After is zero: come back at once.',
  fails: ['rl-retry-after-honest', 'rl-retry-after-vs-reset'],
  appliesTo: retryAfterInSeconds,
  options: () =>
    changedReplies((reply) => (reply.status === 429 ? withHeaders(reply, { 'Retry-After': '0' }) : reply)),
};
