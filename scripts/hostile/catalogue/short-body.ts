import type { Entry } from '../entry.ts';
import { overSocket } from '../serving.ts';

export const shortBody: Entry = {
  id: 'short-body',
  does: 'ends the connection before the announced length',
  code: 3,
  start: overSocket((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{}')),
};
