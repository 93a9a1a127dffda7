import type { Entry } from '../entry.ts';
import { overSocket } from '../serving.ts';

export const brokenChunks: Entry = {
  id: 'broken-chunks',
  does: 'answers with chunk sizes that are none',
  code: 3,
  start: overSocket((socket) =>
    socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n'),
  ),
};
