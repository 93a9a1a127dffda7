import type { Mutant } from '../mutant.ts';
import { limitsByCredential } from './applies.ts';
import { changedReplies, withHeaders } from './headers.ts';

export const limit429IsCacheable: Mutant = {
  id: 'limit-429-is-cacheable',
  lie: 'A 429 may be kept by caches for a minute.',
  fails: ['rl-429-not-cached'],
  appliesTo: limitsByCredential,
  options: () =>
    changedReplies((reply) =>
      reply.status === 429 ? withHeaders(reply, { 'Cache-Control': 'public, max-age=60' }) : reply,
    ),
};
