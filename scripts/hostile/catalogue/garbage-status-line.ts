import type { Entry } from '../entry.ts';
import { onceReached } from '../serving.ts';

export const garbageStatusLine: Entry = {
  id: 'garbage-status-line',
  does: 'answers with what is no HTTP',
  code: 3,
  start: onceReached((socket) => socket.end('hello <b>there</b>\x1b[31m\r\n\r\n')),
};
