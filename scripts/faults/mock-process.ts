import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { packageRoot } from '../tool.ts';

/** A mock in a process of its own, as a user starts it. */
export interface MockProcess {
  readonly url: string;
  readonly consoleUrl: string;
  readonly control: { readonly url: string; readonly token: string };
  readonly process: ChildProcess;
  /** Resolves with all that it said on stderr so far, as soon as that satisfies. */
  said(satisfies: (text: string) => boolean): Promise<string>;
  /** Ends it without a warning, as a crash would; resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks it to end, and resolves with its exit code. */
  stop(): Promise<number | null>;
}

interface Ready {
  readonly url: string;
  readonly consoleUrl: string;
  readonly control: { readonly url: string; readonly token: string };
}

/** Resolves when it says that it is ready; rejects with what it said if it ends before. */
export function startMockProcess(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<MockProcess> {
  const child = spawn(process.execPath, ['bin/authproof.js', 'mock', ...args, '--port', '0', '--json'], {
    cwd: packageRoot,
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  let said = '';
  const listeners = new Set<() => void>();
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    for (const listener of listeners) listener();
  });
  return new Promise((resolve, reject) => {
    void gone.then((code) => reject(new Error(`the mock ended with ${code}: ${said}`)));
    createInterface(child.stdout).once('line', (line) => {
      const ready: Ready = JSON.parse(line);
      const end = (signal: NodeJS.Signals) => {
        child.kill(signal);
        return gone;
      };
      resolve({
        ...ready,
        process: child,
        said: (satisfies) =>
          new Promise((heard) => {
            const listener = (): void => {
              if (!satisfies(said)) return;
              listeners.delete(listener);
              heard(said);
            };
            listeners.add(listener);
            listener();
          }),
        kill: async () => {
          await end('SIGKILL');
        },
        stop: () => end('SIGTERM'),
      });
    });
  });
}
