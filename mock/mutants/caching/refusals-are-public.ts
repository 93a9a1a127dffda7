import type { Mutant } from '../mutant.ts';
import { replyingTo } from '../wrap.ts';

export const refusalsArePublic: Mutant = {
  id: 'refusals-are-public',
  lie: 'Refusals may be kept by anybody for a minute.',
  fails: ['cache-errors-private'],
  appliesTo: () => true,
  options: () =>
    replyingTo([401, 403, 404], (reply) => ({
      ...reply,
      headers: { ...reply.headers, 'Cache-Control': 'public, max-age=60' },
    })),
};
