import type { Mutant } from '../mutant.ts';
import { replyingTo } from '../wrap.ts';

export const errorsAreHtml: Mutant = {
  id: 'errors-are-html',
  lie: '404 and 405 are HTML pages.',
  fails: ['err-json-when-json', 'response-matches-document'],
  appliesTo: () => true,
  options: () =>
    replyingTo([404, 405], (reply) => ({
      ...reply,
      headers: { ...reply.headers, 'Content-Type': 'text/html' },
      payload: Buffer.from('<h1>Error</h1>'),
    })),
};
