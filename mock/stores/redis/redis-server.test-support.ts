import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Redis of its own for a test: on a free port, nothing written to disk. */
export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** Ends it without a warning and starts an empty one on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Why tests with Redis cannot run here; undefined if they can. Where Redis is demanded, its lack is a failure. */
export function whyNoRedis(): string | undefined {
  if (process.env['AUTHPROOF_NEED_REDIS'] === '1') return undefined;
  const found = spawnSync('redis-server', ['--version'], { stdio: 'ignore' });
  return found.error ? 'there is no redis-server on this machine' : undefined;
}

export async function startRedis(): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'authproof-redis-'));
  let running: Running | undefined;
  // Between being found free and being taken, a port may go to somebody else.
  for (let attempt = 0; running === undefined && attempt < 5; attempt++)
    running = await run(await freePort(), folder);
  if (!running) throw new Error('redis-server does not start');
  const { port } = running;
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    restart: async () => {
      await running?.kill();
      running = undefined;
      // Somebody else may have the port for a moment; whoever keeps it must not hold the test up for ever. Each try takes a
      // process its time to start and to end.
      for (let attempt = 0; running === undefined && attempt < 500; attempt++)
        running = await run(port, folder);
      if (!running) throw new Error(`redis-server does not start again on port ${port}`);
    },
    stop: async () => {
      await running?.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Running {
  readonly port: number;
  kill(): Promise<void>;
}

function run(port: number, folder: string): Promise<Running | undefined> {
  const child: ChildProcess = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    const gone = new Promise<void>((done) => child.once('exit', () => done()));
    void gone.then(() => resolve(undefined));
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.includes('Ready to accept connections')) return;
      resolve({
        port,
        kill: () => {
          child.kill('SIGKILL');
          return gone;
        },
      });
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
