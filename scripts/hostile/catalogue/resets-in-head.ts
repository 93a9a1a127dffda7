import type { Entry } from '../entry.ts';
import { onceReached } from '../serving.ts';

export const resetsInHead: Entry = {
  id: 'resets-in-head',
  does: 'resets each connection in the middle of the head',
  code: 3,
  start: onceReached((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nX-A: ', () => socket.resetAndDestroy());
  }),
};
