import type { Entry } from '../entry.ts';
import { onConnection } from '../serving.ts';

export const refusesAfterFirst: Entry = {
  id: 'refuses-after-first',
  does: 'answers once, then refuses connections',
  code: 3,
  start: onConnection((socket, _, server) => {
    server.close();
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'));
  }),
};
