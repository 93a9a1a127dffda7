import type { Entry } from '../entry.ts';
import { onceReached } from '../serving.ts';

export const headerFlood: Entry = {
  id: 'header-flood',
  does: 'answers with 100,000 fields',
  code: 3,
  start: onceReached((socket) => socket.end(`HTTP/1.1 200 OK\r\n${'X-A: b\r\n'.repeat(100_000)}\r\n`)),
};
