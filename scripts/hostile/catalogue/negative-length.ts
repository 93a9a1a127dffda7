import type { Entry } from '../entry.ts';
import { onceReached } from '../serving.ts';

export const negativeLength: Entry = {
  id: 'negative-length',
  does: 'answers with a negative Content-Length',
  code: 3,
  start: onceReached((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}abc')),
};
