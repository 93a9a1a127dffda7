import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCodes } from './exit-codes.ts';
import { say } from './output.ts';

const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * Ctrl-C and SIGTERM during a run: the first ends it in order, the second at once. Workers learn of it by a file, which
 * reaches them however they were started and whatever the signal was sent to.
 */
export class Interruption {
  /** Appears when the run is to stop. */
  readonly stopFile: string;
  /** Was there a signal? */
  happened = false;
  readonly #folder: string;
  readonly #listener = (): void => this.#stop();

  private constructor(folder: string) {
    this.#folder = folder;
    this.stopFile = join(folder, 'stop');
  }

  static watch(): Interruption {
    const interruption = new Interruption(mkdtempSync(join(tmpdir(), 'authproof-run-')));
    for (const signal of signals) process.on(signal, interruption.#listener);
    return interruption;
  }

  /** Takes off the listeners of others that would end the process before the run is in order. */
  readonly keepAlone = (): void => {
    for (const signal of signals)
      for (const listener of process.listeners(signal))
        if (listener !== this.#listener) process.off(signal, listener);
  };

  dispose(): void {
    for (const signal of signals) process.off(signal, this.#listener);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #stop(): void {
    if (this.happened) {
      say('stopped at once: what was made may still be there, see authproof cleanup');
      process.exit(exitCodes.harness);
    }
    this.happened = true;
    writeFileSync(this.stopFile, '');
    say('interrupted: nothing more is tried, what was made is being removed (once more: stop at once)');
  }
}
