import type { Entry } from '../entry.ts';
import { onceReached } from '../serving.ts';

export const impossibleStatus: Entry = {
  id: 'impossible-status',
  does: 'answers with status 999999',
  code: 3,
  start: onceReached((socket) => socket.end('HTTP/1.1 999999 Yes\r\nContent-Length: 0\r\n\r\n')),
};
