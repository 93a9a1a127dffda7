/**
 * The one clock of a space: token lives, windows, `Date`, `Retry-After` and timestamps all read it.
 * Virtual time is real time plus an offset, or stands still while frozen. Milliseconds since the epoch.
 */
export class Clock {
  #offsetMs = 0;
  #frozenAtMs: number | undefined;
  readonly #realNow: () => number;

  constructor(realNow: () => number = Date.now) {
    this.#realNow = realNow;
  }

  now(): number {
    return this.#frozenAtMs ?? this.#realNow() + this.#offsetMs;
  }

  get frozen(): boolean {
    return this.#frozenAtMs !== undefined;
  }

  freeze(): void {
    this.#frozenAtMs ??= this.now();
  }

  /** Runs on from the instant at which it was frozen. */
  thaw(): void {
    if (this.#frozenAtMs === undefined) return;
    const at = this.#frozenAtMs;
    this.#frozenAtMs = undefined;
    this.set(at);
  }

  set(atMs: number): void {
    if (this.#frozenAtMs === undefined) this.#offsetMs = atMs - this.#realNow();
    else this.#frozenAtMs = atMs;
  }

  advance(byMs: number): void {
    this.set(this.now() + byMs);
  }

  /** Back to real time, running. */
  reset(): void {
    this.#frozenAtMs = undefined;
    this.#offsetMs = 0;
  }
}

/** ISO 8601 with milliseconds. */
export function isoTime(atMs: number): string {
  return new Date(atMs).toISOString();
}

/** IMF-fixdate of RFC 9110 §5.6.7; a part of a second is dropped. */
export function httpDate(atMs: number): string {
  return new Date(atMs).toUTCString();
}

/** For libraries that want an object. */
export function dateOf(atMs: number): Date {
  return new Date(atMs);
}

/** Epoch milliseconds of an ISO 8601 or IMF-fixdate text, or undefined. */
export function parseTime(text: string): number | undefined {
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? undefined : atMs;
}
