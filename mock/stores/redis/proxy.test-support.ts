import { createServer, connect as dial, type Socket } from 'node:net';

/** A TCP proxy in front of a server, for tests: it can cut all connections, or let nothing through without cutting them. */
export interface TcpProxy {
  readonly port: number;
  /** Ends all connections and takes no more. */
  cut(): void;
  /** Leaves the connections open and passes nothing on. */
  stall(): void;
  /** New connections work again; those that were stalled stay dead. */
  mend(): void;
  close(): Promise<void>;
}

export function startProxy(to: number): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = dial(to, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    const end = (): void => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of pair) socket.on('error', end).on('close', end);
    near.pipe(far);
    far.pipe(near);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const drop = (): void => {
        for (const [near, far] of pairs) {
          near.destroy();
          far.destroy();
        }
      };
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : 0,
        cut: () => {
          isCut = true;
          drop();
        },
        stall: () => {
          for (const [near, far] of pairs) {
            near.unpipe(far).pause();
            far.unpipe(near).pause();
          }
        },
        mend: () => {
          isCut = false;
        },
        close: () =>
          new Promise((done) => {
            drop();
            server.close(() => done());
          }),
      });
    });
  });
}
