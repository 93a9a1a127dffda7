import type { Entry } from '../entry.ts';
import { drip, onceReached } from '../serving.ts';

export const dripsHead: Entry = {
  id: 'drips-head',
  does: 'sends the head of an answer a byte at a time, for ever',
  code: 3,
  timeoutMs: 150,
  start: onceReached((socket) => drip(socket, 'HTTP/1.1 200 OK\r\nX-A: b\r\n')),
};
