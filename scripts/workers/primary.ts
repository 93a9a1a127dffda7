import cluster, { type Worker } from 'node:cluster';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { TargetError, UsageError } from '../../spec/errors.ts';
import { say } from '../output.ts';
import { isWorkerMessage, type Seat, type Served } from './messages.ts';

/** So many workers in a row that die before they serve: there is no use in starting another. */
const mostVain = 5;

export interface Crew {
  readonly served: readonly Served[];
  /** Ends all workers; resolves when they are gone. */
  stop(): Promise<void>;
}

/**
 * Runs this command in several processes that share its ports; a worker that dies is replaced.
 * @throws UsageError or TargetError with what the first worker says that cannot start
 */
export async function startWorkers(
  count: number,
  wanted: readonly { readonly port: number; readonly host: string }[],
  onLost: (error: Error) => void,
): Promise<Crew> {
  const seats: Seat[] = [];
  for (const { port, host } of wanted)
    seats.push({
      port: port === 0 ? await freePort(host) : port,
      controlPort: await freePort('127.0.0.1'),
      controlToken: randomBytes(32).toString('base64url'),
    });
  let isStopping = false;
  let vain = 0;
  const stop = async (): Promise<void> => {
    isStopping = true;
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
    await Promise.all(
      workers.map((worker) => {
        const gone = worker.isDead() || new Promise((done) => worker.process.once('exit', done));
        worker.process.kill('SIGTERM');
        return gone;
      }),
    );
  };
  const replace = (worker: Worker): void => {
    worker.process.once('exit', (code, signal) => {
      if (isStopping) return;
      say(`worker ${worker.process.pid} ended (${signal ?? code}); another takes its place`);
      const again = (): void => {
        if (isStopping) return;
        startWorker(seats).then(
          ({ worker: fresh }) => {
            vain = 0;
            replace(fresh);
          },
          (error: Error) => {
            if (++vain < mostVain) again();
            else onLost(error);
          },
        );
      };
      again();
    });
  };
  try {
    const crew = await Promise.all(Array.from({ length: count }, () => startWorker(seats)));
    for (const { worker } of crew) replace(worker);
    return { served: crew[0]?.served ?? [], stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startWorker(
  seats: readonly Seat[],
): Promise<{ readonly worker: Worker; readonly served: readonly Served[] }> {
  const worker = cluster.fork();
  return new Promise((resolve, reject) => {
    worker.once('online', () => worker.send({ type: 'start', seats }));
    worker.on('message', (message: unknown) => {
      if (!isWorkerMessage(message)) return;
      if (message.type === 'ready') {
        say(`worker ${worker.process.pid} serves`);
        resolve({ worker, served: message.served });
        return;
      }
      worker.process.kill('SIGTERM');
      reject(message.isUsage ? new UsageError(message.message) : new TargetError(message.message));
    });
    worker.process.once('exit', () => reject(new TargetError('A worker ended before it served.')));
  });
}

/** Workers must agree on a port before the first of them listens. */
function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', () => reject(new UsageError(`"${host}" is no address of this machine.`)));
    server.listen(0, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
