import type { Entry } from '../entry.ts';
import { drip, overSocket } from '../serving.ts';

export const dripsBody: Entry = {
  id: 'drips-body',
  does: 'sends a body a byte at a time, for ever',
  code: 3,
  timeoutMs: 150,
  start: overSocket((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n');
    drip(socket, '[');
  }),
};
