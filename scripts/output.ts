/** Data goes to stdout alone; progress and messages go to stderr. */
export function print(text: string): void {
  write(process.stdout, text);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, undefined, 2));
}

export function say(text: string): void {
  write(process.stderr, text);
}

function write(stream: NodeJS.WriteStream, text: string): void {
  if (stream.listenerCount('error') === 0) stream.on('error', goOnUnread);
  stream.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** Whoever reads may stop reading (`| head`): what is under way goes on, cleans up and ends with its own exit code. */
function goOnUnread(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** Colour only on a terminal, and never with NO_COLOR (no-color.org). */
export function useColor(stream: { readonly isTTY?: boolean } = process.stdout): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '' && FORCE_COLOR !== '0') return true;
  return stream.isTTY === true;
}

/** One line on stderr that is written over while it changes; milestones as plain lines where there is no terminal. */
export class LiveLine {
  readonly #live = process.stderr.isTTY === true;
  #width = 0;

  update(text: string): void {
    if (!this.#live) return;
    const cut = text.slice(0, (process.stderr.columns ?? 80) - 1);
    process.stderr.write(`\r${cut.padEnd(this.#width)}`);
    this.#width = cut.length;
  }

  /** A milestone: a line of its own where there is no terminal to keep a live line on. */
  milestone(text: string): void {
    if (!this.#live) say(text);
  }

  clear(): void {
    if (this.#live && this.#width > 0) process.stderr.write(`\r${' '.repeat(this.#width)}\r`);
    this.#width = 0;
  }
}
