import type { Mutant } from '../mutant.ts';
import { replyingTo } from '../wrap.ts';

export const refusalsOfOneRouteAre200: Mutant = {
  id: 'refusals-of-one-route-are-200',
  lie: 'The last GET of the document answers 200 with an error in the body to callers without a credential.',
  fails: ['http-401-without-credentials', 'http-head-like-get', 'response-matches-document'],
  appliesTo: () => true,
  options: (model) => {
    const route = model.operations.findLast(
      (operation) => operation.method === 'GET' && operation.objectKind === 'record',
    )?.key;
    return replyingTo([401], (reply, call) =>
      call.operation?.operation.key === route && call.refusal?.cause === 'no-credential'
        ? {
            status: 200,
            headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
            payload: Buffer.from('"unauthorized"'),
          }
        : reply,
    );
  },
};
