import type { Mutant } from '../mutant.ts';
import { limitsByCredential, smallTier } from './applies.ts';
import { changedReplies, withHeaders } from './headers.ts';

export const badKeySeesTheQuota: Mutant = {
  id: 'bad-key-sees-the-quota',
  lie: 'A 401 tells how much is left of the key whose public part was sent.',
  fails: ['rl-no-info-before-auth'],
  appliesTo: limitsByCredential,
  options: (model) => {
    const limit = smallTier(model)?.limit ?? 0;
    return changedReplies((reply) =>
      reply.status === 401
        ? withHeaders(reply, {
            'X-RateLimit-Remaining': String(limit - 1),
            RateLimit: `"quota";r=${limit - 1}`,
          })
        : reply,
    );
  },
};
