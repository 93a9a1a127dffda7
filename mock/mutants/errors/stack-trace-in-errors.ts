import type { Mutant } from '../mutant.ts';
import { replyingTo, withBody } from '../wrap.ts';

export const stackTraceInErrors: Mutant = {
  id: 'stack-trace-in-errors',
  lie: '404 shows a stack trace.',
  fails: ['err-no-internals'],
  appliesTo: () => true,
  options: () =>
    replyingTo([404, 405], (reply) =>
      withBody(reply, (body) => ({
        ...Object(body),
        stack: 'Error: nothing here\n    at find (/srv/app/records.js:12:7)',
      })),
    ),
};
