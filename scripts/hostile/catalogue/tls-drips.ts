import type { Entry } from '../entry.ts';
import { drip, onConnection } from '../serving.ts';

export const tlsDrips: Entry = {
  id: 'tls-drips',
  does: 'accepts a TLS connection and drips bytes that are no handshake',
  code: 3,
  timeoutMs: 150,
  start: async (model) => {
    const { config, close } = await onConnection((socket) => drip(socket, '\x16'))(model);
    return { config: { baseUrl: config.baseUrl.replace('http:', 'https:') }, close };
  },
};
