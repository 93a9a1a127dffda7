import type { Entry } from '../entry.ts';
import { overSocket } from '../serving.ts';

export const extraAnswer: Entry = {
  id: 'extra-answer',
  does: 'sends a second answer after each, for the next request',
  code: 1,
  rules: 'all',
  start: overSocket((socket) =>
    socket.write(
      'HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}',
    ),
  ),
};
