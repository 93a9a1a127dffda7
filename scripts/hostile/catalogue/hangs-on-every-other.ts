import type { Entry } from '../entry.ts';
import { overSocket } from '../serving.ts';

export const hangsOnEveryOther: Entry = {
  id: 'hangs-on-every-other',
  does: 'answers every other request only',
  code: 3,
  timeoutMs: 150,
  start: overSocket((socket, { number }) => {
    if (number % 2 === 1) socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
  }),
};
