/**
 * The one clock of a space: token lives, windows, `Date`, `Retry-After` and timestamps all read it.
 * Virtual time is real time plus an offset, or stands still while frozen. Milliseconds since the epoch. It goes back only
 * where it is told to: while the machine's own clock is set back, it waits, or limits would give the same time twice.
 */
export class Clock {
  #offsetMs = 0;
  #frozenAtMs: number | undefined;
  #latestRealMs = Number.NEGATIVE_INFINITY;
  readonly #readReal: () => number;
  readonly #onChange: (() => void) | undefined;

  constructor(realNow: () => number = Date.now, onChange?: () => void) {
    this.#readReal = realNow;
    this.#onChange = onChange;
  }

  /** What a store keeps of it. */
  get setting(): ClockSetting {
    return { offsetMs: this.#offsetMs, frozenAtMs: this.#frozenAtMs ?? null, latestRealMs: this.#realNow() };
  }

  /** Goes on from a stored setting: time that was told before a restart does not come again. */
  restore({ offsetMs, frozenAtMs, latestRealMs }: ClockSetting): void {
    this.#offsetMs = offsetMs;
    this.#frozenAtMs = frozenAtMs ?? undefined;
    this.#latestRealMs = Math.max(this.#latestRealMs, latestRealMs);
  }

  now(): number {
    return this.#frozenAtMs ?? this.#realNow() + this.#offsetMs;
  }

  #realNow(): number {
    const real = this.#readReal();
    if (real > this.#latestRealMs) this.#latestRealMs = real;
    return this.#latestRealMs;
  }

  get frozen(): boolean {
    return this.#frozenAtMs !== undefined;
  }

  freeze(): void {
    this.#frozenAtMs ??= this.now();
    this.#onChange?.();
  }

  /** Runs on from the instant at which it was frozen. */
  thaw(): void {
    if (this.#frozenAtMs === undefined) return;
    const at = this.#frozenAtMs;
    this.#frozenAtMs = undefined;
    this.set(at);
  }

  /** @throws RangeError, with nothing changed, outside the years 0001 to 9999. */
  set(atMs: number): void {
    if (!isInCalendar(atMs)) throw new RangeError('The clock goes from the year 0001 to the year 9999.');
    if (this.#frozenAtMs === undefined) this.#offsetMs = atMs - this.#realNow();
    else this.#frozenAtMs = atMs;
    this.#onChange?.();
  }

  advance(byMs: number): void {
    this.set(this.now() + byMs);
  }

  /** Back to real time, running. */
  reset(): void {
    this.#frozenAtMs = undefined;
    this.#offsetMs = 0;
    this.#latestRealMs = Number.NEGATIVE_INFINITY;
    this.#onChange?.();
  }
}

export interface ClockSetting {
  readonly offsetMs: number;
  readonly frozenAtMs: number | null;
  readonly latestRealMs: number;
}

const firstMs = Date.parse('0001-01-01T00:00:00.000Z');
const lastMs = Date.parse('9999-12-31T23:59:59.999Z');

/** Is the instant one that ISO 8601 and HTTP write with four digits of a year? */
export function isInCalendar(atMs: number): boolean {
  return atMs >= firstMs && atMs <= lastMs;
}

/** ISO 8601 with milliseconds. */
export function isoTime(atMs: number): string {
  return new Date(atMs).toISOString();
}

let writtenSecond = Number.NaN;
let written = '';

/** IMF-fixdate of RFC 9110 §5.6.7; a part of a second is dropped. Many answers of one second share the text. */
export function httpDate(atMs: number): string {
  const second = Math.floor(atMs / 1000);
  if (second !== writtenSecond) {
    written = new Date(second * 1000).toUTCString();
    writtenSecond = second;
  }
  return written;
}

/** For libraries that want an object. */
export function dateOf(atMs: number): Date {
  return new Date(atMs);
}

const isoWithZone = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Epoch milliseconds of a full ISO 8601 time with a zone, or undefined: without a zone it would mean another instant on every machine. */
export function parseIsoTime(text: string): number | undefined {
  const day = isoWithZone.exec(text)?.[1];
  const dayMs = day === undefined ? undefined : parseTime(day);
  return dayMs !== undefined && isoTime(dayMs).startsWith(day ?? '') ? parseTime(text) : undefined;
}

/** Epoch milliseconds of an ISO 8601 or IMF-fixdate text, or undefined. */
export function parseTime(text: string): number | undefined {
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? undefined : atMs;
}
