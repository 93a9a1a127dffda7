import type { Mutant } from '../mutant.ts';
import { replyingTo } from '../wrap.ts';

export const headsGoToAnotherHost: Mutant = {
  id: 'heads-go-to-another-host',
  lie: 'HEAD requests are redirected to the host of a cache.',
  fails: ['no-token-on-redirect'],
  appliesTo: () => true,
  options: () =>
    replyingTo([200], (reply, call) =>
      call.request.method === 'HEAD'
        ? {
            status: 307,
            headers: { Location: `https://cache.example${call.request.path}` },
            payload: undefined,
          }
        : reply,
    ),
};
