import type { Entry } from '../entry.ts';
import { drip, overSocket } from '../serving.ts';

export const dripsChunks: Entry = {
  id: 'drips-chunks',
  does: 'sends a chunked body a byte at a time, for ever',
  code: 3,
  timeoutMs: 150,
  start: overSocket((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
    drip(socket, '1\r\nx\r\n');
  }),
};
