import type { Mutant } from '../mutant.ts';
import { replyingTo, withBody } from '../wrap.ts';

export const tokenIsEchoedIn401: Mutant = {
  id: 'token-is-echoed-in-401',
  lie: 'The 401 body repeats the credential that was sent.',
  fails: ['secret-never-echoed', 'err-uniform-401'],
  appliesTo: () => true,
  options: () =>
    replyingTo([401, 403], (reply, call) =>
      withBody(reply, (body) => ({ ...Object(body), received: call.request.rawHeaders.join(' ') })),
    ),
};
