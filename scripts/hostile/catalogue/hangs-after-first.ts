import type { Entry } from '../entry.ts';
import { overSocket } from '../serving.ts';

export const hangsAfterFirst: Entry = {
  id: 'hangs-after-first',
  does: 'answers once, then never again',
  code: 3,
  timeoutMs: 150,
  start: overSocket((socket, { number }) => {
    if (number === 1) socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
  }),
};
