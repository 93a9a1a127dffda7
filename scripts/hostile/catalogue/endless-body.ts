import type { Entry } from '../entry.ts';
import { overSocket, pour } from '../serving.ts';

export const endlessBody: Entry = {
  id: 'endless-body',
  does: 'never ends a body, at full speed',
  code: 3,
  start: overSocket((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
    pour(socket, `10000\r\n${'x'.repeat(65_536)}\r\n`);
  }),
};
