import type { Mutant } from '../mutant.ts';
import { replyingTo } from '../wrap.ts';

export const refusedCallsGoToTheLoginPage: Mutant = {
  id: 'refused-calls-go-to-the-login-page',
  lie: 'A GET without a credential is redirected to a login page.',
  fails: ['http-no-redirect-on-auth-failure'],
  appliesTo: () => true,
  options: () =>
    replyingTo([401], (reply, call) =>
      call.request.method === 'GET' && call.refusal?.cause === 'no-credential'
        ? { status: 302, headers: { Location: '/login' }, payload: undefined }
        : reply,
    ),
};
