import type { Entry } from '../entry.ts';
import { onceReached, pour } from '../serving.ts';

export const informationalStorm: Entry = {
  id: 'informational-storm',
  does: 'answers with 100 and 103 for ever',
  code: 3,
  start: onceReached((socket) =>
    pour(socket, 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(100)),
  ),
};
