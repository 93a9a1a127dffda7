import type { Entry } from '../entry.ts';
import { onConnection } from '../serving.ts';

export const answersUnasked: Entry = {
  id: 'answers-unasked',
  does: 'answers before anything is asked',
  code: 1,
  start: onConnection((socket) =>
    socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}'),
  ),
};
