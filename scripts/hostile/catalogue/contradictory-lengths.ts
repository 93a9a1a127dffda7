import type { Entry } from '../entry.ts';
import { onceReached } from '../serving.ts';

export const contradictoryLengths: Entry = {
  id: 'contradictory-lengths',
  does: 'answers with two lengths',
  code: 3,
  start: onceReached((socket) =>
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\n{}abc'),
  ),
};
