import type { Entry } from '../entry.ts';
import { overSocket, pour } from '../serving.ts';

export const endlessCloseBody: Entry = {
  id: 'endless-close-body',
  does: 'never ends a body that the end of the connection would end',
  code: 3,
  start: overSocket((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    pour(socket, 'x'.repeat(65_536));
  }),
};
