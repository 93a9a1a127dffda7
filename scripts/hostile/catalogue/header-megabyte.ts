import type { Entry } from '../entry.ts';
import { onceReached } from '../serving.ts';

export const headerMegabyte: Entry = {
  id: 'header-megabyte',
  does: 'answers with a field of a megabyte',
  code: 3,
  start: onceReached((socket) => socket.end(`HTTP/1.1 200 OK\r\nX-A: ${'b'.repeat(1_000_000)}\r\n\r\n`)),
};
