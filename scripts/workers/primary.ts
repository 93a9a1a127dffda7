import cluster, { type Worker } from 'node:cluster';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { setTimeout as setTimeoutPromise } from 'node:timers/promises';
import { TargetError, UsageError } from '../../spec/errors.ts';
import { say } from '../output.ts';
import { isWorkerMessage, type Seat, type Served } from './messages.ts';

/** So many tries in a row, while no worker serves: there is no use in starting another. */
const mostVain = 5;
const shortestPauseMs = 100;
const longestPauseMs = 5000;
/** A worker that does not end by itself is ended. */
const endWithinMs = 10_000;

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
  const serving = new Set<Worker>();
  const stopping = new AbortController();
  const stop = async (): Promise<void> => {
    stopping.abort();
    await Promise.all(Object.values(cluster.workers ?? {}).map(endWorker));
  };
  const replaceWhenGone = (worker: Worker): void => {
    serving.add(worker);
    worker.process.once('exit', (code, signal) => {
      serving.delete(worker);
      if (stopping.signal.aborted) return;
      say(`worker ${worker.process.pid} ended (${signal ?? code}); another takes its place`);
      void replace();
    });
  };
  /** Tries until one serves: a store may be away for a while. Only where nobody serves any more is it given up. */
  const replace = async (): Promise<void> => {
    for (let vain = 1; !stopping.signal.aborted; vain++) {
      try {
        replaceWhenGone((await startWorker(seats)).worker);
        return;
      } catch (error) {
        if (stopping.signal.aborted) return;
        const why = asError(error);
        if (vain >= mostVain && serving.size === 0) {
          onLost(why);
          return;
        }
        if (vain === 1) say(`no other worker starts: ${why.message} It is tried again until one does.`);
        await pause(Math.min(shortestPauseMs * 2 ** vain, longestPauseMs), stopping.signal);
      }
    }
  };
  try {
    const crew = await Promise.all(Array.from({ length: count }, () => startWorker(seats)));
    for (const { worker } of crew) replaceWhenGone(worker);
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

/** Resolves when it is gone. */
async function endWorker(worker: Worker | undefined): Promise<void> {
  if (worker === undefined || worker.isDead()) return;
  const gone = new Promise((done) => worker.process.once('exit', done));
  worker.process.kill('SIGTERM');
  const overdue = setTimeout(() => worker.process.kill('SIGKILL'), endWithinMs);
  await gone;
  clearTimeout(overdue);
}

/** Shorter if it is ended before. */
async function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  await setTimeoutPromise(durationMs, undefined, { signal }).catch(() => {});
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
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
