import type { Mutant } from '../mutant.ts';
import { replyingTo } from '../wrap.ts';

export const answersArePublic: Mutant = {
  id: 'answers-are-public',
  lie: 'Answers to a GET may be kept by anybody for an hour.',
  fails: ['cache-auth-not-public'],
  appliesTo: () => true,
  options: () =>
    replyingTo([200], (reply, call) =>
      call.request.method === 'GET'
        ? { ...reply, headers: { ...reply.headers, 'Cache-Control': 'public, max-age=3600' } }
        : reply,
    ),
};
