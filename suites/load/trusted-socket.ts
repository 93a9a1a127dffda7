import { TLSSocket } from 'node:tls';
import type { Client } from 'autocannon';

/**
 * Breaks off connections whose certificate is not trusted, before anything is sent over them: autocannon itself takes
 * any certificate, and the requests carry credentials. To be called when a client is set up, before it connects.
 */
export function refuseUntrusted(client: Client): void {
  let current: unknown;
  Object.defineProperty(client, 'conn', {
    get: () => current,
    set: (socket: unknown) => {
      current = socket;
      // What is written before waits for the handshake, and this is heard at its very end.
      if (socket instanceof TLSSocket)
        socket.prependListener('secureConnect', () => {
          if (!socket.authorized) socket.destroy(new Error('the certificate is not trusted'));
        });
    },
  });
}
