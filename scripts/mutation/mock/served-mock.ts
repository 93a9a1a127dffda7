import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { codeEnding } from '../../tool.ts';

export interface Served {
  readonly url: string;
  readonly consoleUrl: string;
  readonly control: { readonly url: string; readonly token: string };
}

type Hits = Readonly<Record<string, number>>;

/** How often each mutation's place was passed: on import, and per name given to `start` or `cover`. */
export interface Coverage {
  readonly static: Hits;
  readonly perTest: Readonly<Record<string, Hits>>;
}

export type Asked =
  | { readonly ask: 'start'; readonly document: string; readonly test: string }
  | { readonly ask: 'cover'; readonly test: string }
  | { readonly ask: 'coverage' };

export type Told =
  | Served
  | { readonly covering: string }
  | { readonly coverage: Coverage }
  | { readonly broke: string };

/** The mock could not be had: it broke at its start, or its thread ended. */
export class Crash extends Error {}

/** An instrumented mock in a thread of its own, fresh for each mutation: nothing leaks, and what hangs can be ended. */
export class ServedMock {
  readonly #worker: Worker;
  #fail: ((error: Error) => void) | undefined;
  /** Why the thread ended by itself. */
  failure: string | undefined;

  constructor(folder: string, mutation?: string) {
    this.#worker = new Worker(join(import.meta.dirname, `served-mock-worker.${codeEnding}`), {
      workerData: { folder, mutation },
      stdout: true,
      stderr: true,
    });
    this.#worker.on('error', (error) => this.#ended(String(error)));
    this.#worker.on('exit', () => this.#ended('the thread ended'));
  }

  /** @throws Crash if it cannot start */
  async start(document: string, test: string): Promise<Served> {
    const told = await this.#ask({ ask: 'start', document, test });
    if ('url' in told) return told;
    throw new Crash('broke' in told ? told.broke : 'no start');
  }

  async cover(test: string): Promise<void> {
    await this.#ask({ ask: 'cover', test });
  }

  async coverage(): Promise<Coverage> {
    const told = await this.#ask({ ask: 'coverage' });
    return 'coverage' in told ? told.coverage : { static: {}, perTest: {} };
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #ask(asked: Asked): Promise<Told> {
    return new Promise((resolve, reject) => {
      if (this.failure !== undefined) {
        reject(new Crash(this.failure));
        return;
      }
      this.#fail = reject;
      this.#worker.once('message', (told: Told) => {
        this.#fail = undefined;
        resolve(told);
      });
      this.#worker.postMessage(asked);
    });
  }

  #ended(why: string): void {
    this.failure ??= why;
    this.#fail?.(new Crash(why));
    this.#fail = undefined;
  }
}
