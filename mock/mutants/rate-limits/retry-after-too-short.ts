import type { Mutant } from '../mutant.ts';
import { changedReplies, withHeaders } from './headers.ts';
import { retryAfterInSeconds } from './retry.ts';

export const retryAfterTooShort: Mutant = {
  id: 'retry-after-too-short',
  lie: 'Retry-After says one second, whatever the window.',
  fails: ['rl-retry-after-honest', 'rl-retry-after-vs-reset'],
  appliesTo: retryAfterInSeconds,
  options: () =>
    changedReplies((reply) => (reply.status === 429 ? withHeaders(reply, { 'Retry-After': '1' }) : reply)),
};
