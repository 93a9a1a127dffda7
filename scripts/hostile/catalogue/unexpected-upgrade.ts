import type { Entry } from '../entry.ts';
import { onceReached } from '../serving.ts';

export const unexpectedUpgrade: Entry = {
  id: 'unexpected-upgrade',
  does: 'switches to a protocol that nobody asked for',
  code: 3,
  start: onceReached((socket) =>
    socket.end(
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n\x81\x05hello',
    ),
  ),
};
