import type { Mutant } from '../mutant.ts';
import { replyingTo } from '../wrap.ts';

export const strangersGetAnEmpty200: Mutant = {
  id: 'strangers-get-an-empty-200',
  lie: 'Where accepted answers are told by their body, callers without a good credential get 200 and an empty object.',
  fails: [
    'http-401-without-credentials',
    'http-head-like-get',
    'logout-effective',
    'refresh-not-access',
    'refusal-has-error-status',
    'response-matches-document',
    'revoke-cascades-refresh',
  ],
  appliesTo: (model) => model.operations.some(({ accepted }) => accepted !== undefined),
  options: () =>
    replyingTo([401], (reply, call) =>
      call.operation?.operation.accepted === undefined
        ? reply
        : {
            status: 200,
            headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
            payload: Buffer.from('{}'),
          },
    ),
};
