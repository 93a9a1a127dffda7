import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** What a server needs to know to start. */
export interface Place {
  /** Has `node_modules` with the pinned packages. */
  readonly packages: string;
  /** Empty at the start, removed at the end. */
  readonly state: string;
  readonly port: number;
}

/** How a server is started: a script for Node and what it is given. */
export interface Start {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Path of a call that answers once the server is up. */
  readonly answersAt: string;
}

export interface RunningServer extends AsyncDisposable {
  readonly url: string;
}

const startMs = 60_000;
const attempts = 3;

/**
 * Starts a server as a process of its own on a free loopback port, with a fresh folder for its state, and waits until
 * it answers. A start that fails, as when somebody else took the port, is tried again.
 */
export async function startServer(packages: string, start: (place: Place) => Start): Promise<RunningServer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce(packages, start);
    } catch (error) {
      if (attempt === attempts) throw error;
    }
  }
}

async function startOnce(packages: string, start: (place: Place) => Start): Promise<RunningServer> {
  const state = mkdtempSync(join(tmpdir(), 'authproof-interop-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { args, env, answersAt } = start({ packages, state, port });
  const child = spawn(process.execPath, args, {
    cwd: state,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', ...env },
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async (): Promise<void> => {
    process.removeListener('exit', kill);
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
      const ended = once(child, 'exit');
      kill();
      await ended;
    }
    rmSync(state, { recursive: true, force: true });
  };
  try {
    await answers(child, url + answersAt);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, [Symbol.asyncDispose]: stop };
}

/** @throws Error with the last output if the server ends, or does not answer in time */
async function answers(child: ChildProcess, url: string): Promise<void> {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-2000)));
  let failed: Error | undefined;
  child.once('error', (error) => (failed = error));
  const deadline = performance.now() + startMs;
  while (performance.now() < deadline) {
    if (failed !== undefined) throw failed;
    const answered = await fetch(url, { signal: AbortSignal.timeout(5000) }).then(
      async (answer) => {
        await answer.arrayBuffer();
        return true;
      },
      () => false,
    );
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the server ended with ${child.exitCode ?? child.signalCode}:\n${output}`);
    if (answered) return;
    await pause(50);
  }
  throw new Error(`${url} does not answer:\n${output}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
