import type { Entry } from '../entry.ts';
import { overSocket, pour } from '../serving.ts';

export const gigabyteAnnounced: Entry = {
  id: 'gigabyte-announced',
  does: 'announces a body of a gigabyte and sends it',
  code: 3,
  start: overSocket((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n');
    pour(socket, Buffer.alloc(65_536));
  }),
};
