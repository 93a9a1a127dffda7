import type { Entry } from '../entry.ts';
import { onceReached } from '../serving.ts';

export const lengthAndChunks: Entry = {
  id: 'length-and-chunks',
  does: 'answers with Transfer-Encoding and Content-Length',
  code: 3,
  start: onceReached((socket) =>
    socket.end(
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
    ),
  ),
};
