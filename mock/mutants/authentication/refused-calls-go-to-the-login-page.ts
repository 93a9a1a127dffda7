import type { Mutant } from '../mutant.ts';
import { replyingTo } from '../wrap.ts';

export const refusedCallsGoToTheLoginPage: Mutant = {
  id: 'refused-calls-go-to-the-login-page',
  lie: 'The last GET of the document redirects callers without a credential to a login page.',
  fails: [
    'http-no-redirect-on-auth-failure',
    'http-401-without-credentials',
    'http-head-like-get',
    'response-status-declared',
  ],
  appliesTo: () => true,
  options: (model) => {
    const route = model.operations.findLast(
      (operation) => operation.method === 'GET' && operation.objectKind === 'record',
    )?.key;
    return replyingTo([401], (reply, call) =>
      call.operation?.operation.key === route
        ? { status: 302, headers: { Location: '/login' }, payload: undefined }
        : reply,
    );
  },
};
