import type { Entry } from '../entry.ts';
import { overSocket } from '../serving.ts';

export const resetsInBody: Entry = {
  id: 'resets-in-body',
  does: 'resets each connection in the middle of the body',
  code: 3,
  start: overSocket((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"a":', () => socket.resetAndDestroy());
  }),
};
