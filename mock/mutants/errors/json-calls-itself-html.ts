import type { Mutant } from '../mutant.ts';
import { replyingTo } from '../wrap.ts';

export const jsonCallsItselfHtml: Mutant = {
  id: 'json-calls-itself-html',
  lie: 'JSON errors are sent as text/html.',
  fails: ['http-content-type-correct', 'err-json-when-json', 'response-matches-document'],
  appliesTo: () => true,
  options: () =>
    replyingTo([404, 405], (reply) => ({
      ...reply,
      headers: { ...reply.headers, 'Content-Type': 'text/html' },
    })),
};
