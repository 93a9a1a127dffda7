import type { Mutant } from '../mutant.ts';
import { replying } from '../wrap.ts';

export const traceEchoesTheRequest: Mutant = {
  id: 'trace-echoes-the-request',
  lie: 'TRACE sends the request back, credential included.',
  fails: ['http-trace-disabled', 'secret-never-echoed'],
  appliesTo: () => true,
  options: () =>
    replying((reply, call) => {
      if (call.request.method !== 'TRACE') return reply;
      const lines = call.request.rawHeaders
        .map((text, index) => (index % 2 === 0 ? `${text}: ` : `${text}\r\n`))
        .join('');
      return { status: 200, headers: { 'Content-Type': 'message/http' }, payload: Buffer.from(lines) };
    }),
};
