import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { requestBytes } from './load.ts';
import { peersFolder } from './peers.ts';

/** A server that is measured, in a process of its own. */
export interface Running {
  readonly port: number;
  /** What an accepted request carries. */
  readonly fields: Readonly<Record<string, string>>;
  /** Values of many live keys, where there are many. */
  readonly secrets: readonly string[];
  /** What they take in memory. */
  readonly liveBytes: number;
  /** CPU time of the process so far, microseconds; undefined where the system does not tell. */
  cpuMicros(): number | undefined;
  stop(): void;
}

/** One row of the comparison. Adding one is adding one entry to `contenders`. */
export interface Contender {
  readonly id: string;
  readonly title: string;
  start(): Promise<Running>;
}

export const orders = join(import.meta.dirname, 'orders.yaml');
export const prism = join(import.meta.dirname, '../../node_modules/@stoplight/prism-cli/dist/index.js');

export const contenders: readonly Contender[] = [
  { id: 'mock', title: 'authproof mock, memory', start: () => forked('mock.ts') },
  { id: 'mock-sqlite', title: 'authproof mock, SQLite file', start: onSqlite },
  { id: 'mock-redis', title: 'authproof mock, Redis', start: onRedis },
  { id: 'raw', title: 'raw node:http, no check', start: () => forked('raw.ts') },
  { id: 'express', title: 'bare Express 5, no check', start: () => forked('express.ts') },
  {
    id: 'limited-express',
    title: 'Express 5 + rate-limiter-flexible, by hand',
    start: () => forked('limited-express.ts'),
  },
  {
    id: 'prism',
    title: 'prism mock',
    start: () =>
      foreign((port) => [process.execPath, prism, 'mock', '-v', 'silent', '-p', String(port), orders]),
  },
  {
    id: 'steady',
    title: 'Steady (@stdy/cli)',
    start: () => foreign((port) => [...steady(), '--quiet', '--port', String(port), orders]),
  },
  {
    id: 'mockoon',
    title: 'Mockoon CLI',
    start: () =>
      foreign((port) => [
        process.execPath,
        join(peersFolder(), 'node_modules/@mockoon/cli/bin/run.js'),
        'start',
        '--disable-log-to-file',
        '--disable-admin-api',
        '--data',
        orders,
        '--port',
        String(port),
      ]),
  },
];

async function onSqlite(): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'authproof-bench-'));
  const running = await forked('mock.ts', ['0', `sqlite:${join(folder, 'state.db')}`]);
  return {
    ...running,
    stop: () => {
      running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** With a Redis of its own, whose CPU time is not the mock's. */
async function onRedis(): Promise<Running> {
  const port = String(await freePort());
  const redis = spawn('redis-server', ['--port', port, '--bind', '127.0.0.1', '--save', ''], {
    stdio: 'ignore',
  });
  const failure = new Promise<never>((_, reject) => {
    redis.once('error', () =>
      reject(new Error('there is no redis-server here: leave out the row mock-redis')),
    );
  });
  const running = await Promise.race([onceOpen(Number(port)), failure]).then(() =>
    forked('mock.ts', ['0', `redis://127.0.0.1:${port}`]),
  );
  return {
    ...running,
    stop: () => {
      running.stop();
      end(redis);
    },
  };
}

async function onceOpen(port: number): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect({ port, host: '127.0.0.1' }, () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await sleep(50);
  }
  throw new Error(`nobody listens on port ${port}`);
}

/** The binary of this platform, which the package's own launcher would only start as a child. */
function steady(): readonly string[] {
  const folder = join(peersFolder(), 'node_modules/@stdy', `cli-${process.platform}-${process.arch}`);
  return [join(folder, 'bin', 'steady')];
}

/** A server of ours, which tells its port over the channel of `fork`. */
export async function forked(file: string, args: readonly string[] = []): Promise<Running> {
  const child = fork(join(import.meta.dirname, 'servers', file), args, {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const told = await new Promise<unknown>((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it listened`)));
  });
  return { ...parsed(told), cpuMicros: () => cpuMicros(child.pid), stop: () => end(child) };
}

function parsed(told: unknown): Pick<Running, 'port' | 'fields' | 'secrets' | 'liveBytes'> {
  if (typeof told !== 'object' || told === null || !('port' in told) || !('fields' in told))
    throw new Error('a server told no port');
  return {
    port: Number(told.port),
    fields: Object.fromEntries(
      Object.entries(told.fields ?? {}).map(([name, value]) => [name, String(value)]),
    ),
    secrets: 'secrets' in told && Array.isArray(told.secrets) ? told.secrets.map(String) : [],
    liveBytes: 'liveBytes' in told ? Number(told.liveBytes) : 0,
  };
}

/** A server of somebody else: it is ready when it answers. */
async function foreign(command: (port: number) => readonly string[]): Promise<Running> {
  const port = await freePort();
  const [program = '', ...args] = command(port);
  const child = spawn(program, args, { stdio: 'ignore' });
  let failure: string | undefined;
  child.once('error', (error) => {
    failure = error.message;
  });
  child.once('exit', (code) => {
    failure ??= `it ended with ${code}`;
  });
  const fields = { 'X-API-Key': 'ok_BenchBenchBenchBenchBenchBenchBenchBench' };
  for (let attempt = 0; attempt < 600; attempt++) {
    if (failure !== undefined) throw new Error(`${program} cannot be started: ${failure}`);
    if ((await answerOf(port, fields)) !== undefined)
      return {
        port,
        fields,
        secrets: [],
        liveBytes: 0,
        cpuMicros: () => cpuMicros(child.pid),
        stop: () => end(child),
      };
    await sleep(50);
  }
  end(child);
  throw new Error(`${program} does not answer`);
}

/** Status of one read, or undefined if nobody answers. */
export function answerOf(
  port: number,
  fields: Readonly<Record<string, string>>,
): Promise<number | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' }, () =>
      socket.write(requestBytes('GET', '/orders', fields)),
    );
    socket.once('data', (chunk) => {
      resolve(Number(chunk.toString('latin1', 9, 12)));
      socket.destroy();
    });
    socket.once('error', () => resolve(undefined));
    socket.once('close', () => resolve(undefined));
  });
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

export function end(child: ChildProcess): void {
  child.removeAllListeners('exit');
  child.kill('SIGKILL');
}

/** Linux tells the time on a CPU of every thread, in nanoseconds. */
export function cpuMicros(pid: number | undefined): number | undefined {
  try {
    const tasks = readdirSync(`/proc/${pid}/task`);
    const nanos = tasks.map((task) =>
      Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]),
    );
    return nanos.reduce((sum, one) => sum + one, 0) / 1000;
  } catch {
    return undefined;
  }
}
