import cluster, { type Worker } from 'node:cluster';
import { randomBytes } from 'node:crypto';
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
  ports: readonly number[],
  onLost: (error: Error) => void,
): Promise<Crew> {
  // Port 0 is the same port in all workers, and theirs as long as one of them lives: nobody can take it in between.
  const seats: readonly Seat[] = ports.map((port) => ({
    port,
    controlPort: 0,
    controlToken: randomBytes(32).toString('base64url'),
  }));
  let served: readonly Served[] = [];
  /** With the seats that each asked for. */
  const serving = new Map<Worker, readonly Seat[]>();
  const stopping = new AbortController();
  const stop = async (): Promise<void> => {
    stopping.abort();
    await Promise.all(Object.values(cluster.workers ?? {}).map(endWorker));
  };
  const replaceWhenGone = (worker: Worker, asked: readonly Seat[]): void => {
    serving.set(worker, asked);
    say(`worker ${worker.process.pid} serves`);
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
        // Ports are shared by those who ask for them in the same way; where nobody has them, they are asked for by number.
        const [asked = seats.map((seat, index) => told(seat, served[index]))] = serving.values();
        const another = await startWorker(asked);
        if (isSame(another.served, served)) {
          replaceWhenGone(another.worker, asked);
          return;
        }
        another.worker.process.kill('SIGTERM');
        throw new TargetError('The last worker ended while another one started.');
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
    served = crew[0]?.served ?? [];
    for (const { worker } of crew) replaceWhenGone(worker, seats);
    return { served, stop };
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

/** The seat with the ports that were got for it. */
function told(seat: Seat, served: Served | undefined): Seat {
  const portOf = (url: string | undefined, port: number): number =>
    (url === undefined ? 0 : Number(new URL(url).port)) || port;
  return {
    ...seat,
    port: portOf(served?.url, seat.port),
    controlPort: portOf(served?.control.url, seat.controlPort),
  };
}

function isSame(some: readonly Served[], others: readonly Served[]): boolean {
  return some.every(
    ({ url, control }, index) => url === others[index]?.url && control.url === others[index]?.control.url,
  );
}
