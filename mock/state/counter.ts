import type { Tier } from '../../spec/model.ts';

/** State of one tier for one partition. All times are epoch milliseconds of the space's clock. */
export interface Counter {
  /** Units left; fractional in a bucket. */
  remaining(now: number): number;
  take(now: number): void;
  /** Undoes a `take` made at `takenAt`, unless its window is over. */
  giveBack(takenAt: number, now: number): void;
  /** When there is room again if it is empty, else when everything is back; `now` if nothing is spent. */
  resetsAt(now: number): number;
  /** The next instant at which there is room for one more than now; infinite if nothing is spent. */
  growsAt(now: number): number;
  /** All that a store must keep of it beside the tier, for `newCounter` to go on from. */
  state(): readonly number[];
}

/** A counter as a store keeps it: its numbers mean something only together with the way in which they were counted. */
export interface StoredCounter {
  readonly algorithm: string;
  readonly limit: number;
  readonly windowSeconds: number;
  readonly numbers: readonly number[];
}

/**
 * Can a tier go on from what was counted before the document changed? What was spent in a window is the same under any
 * limit. Otherwise it starts afresh: a level is a share of the limit, and nothing follows from another window or way.
 */
export function goesOn(tier: Tier, { algorithm, limit, windowSeconds }: StoredCounter): boolean {
  if (tier.algorithm !== algorithm || tier.windowSeconds !== windowSeconds) return false;
  return algorithm !== 'token-bucket' || tier.limit === limit;
}

export function newCounter(tier: Tier, now: number, state?: readonly number[]): Counter {
  const windowMs = tier.windowSeconds * 1000;
  if (tier.algorithm === 'sliding-window') return new SlidingWindow(tier.limit, windowMs, state);
  if (tier.algorithm === 'token-bucket') return new TokenBucket(tier.limit, windowMs, now, state);
  return new FixedWindow(tier.limit, windowMs, state);
}

/** The window opens with the first request and gives everything back at once. */
class FixedWindow implements Counter {
  #openedAt: number;
  #spent: number;
  readonly #limit: number;
  readonly #windowMs: number;

  constructor(limit: number, windowMs: number, [openedAt, spent]: readonly number[] = []) {
    this.#limit = limit;
    this.#windowMs = windowMs;
    this.#openedAt = openedAt ?? Number.NEGATIVE_INFINITY;
    this.#spent = spent ?? 0;
  }

  state(): readonly number[] {
    return this.#spent === 0 ? [] : [this.#openedAt, this.#spent];
  }

  /** A window that begins after now was opened by a clock that has been set back since: it is forgotten, for no told wait would be true. */
  #isOpen(now: number): boolean {
    if (now < this.#openedAt) this.#spent = 0;
    return this.#spent > 0 && now < this.#openedAt + this.#windowMs;
  }

  remaining(now: number): number {
    return this.#isOpen(now) ? this.#limit - this.#spent : this.#limit;
  }

  take(now: number): void {
    if (!this.#isOpen(now)) {
      this.#openedAt = now;
      this.#spent = 0;
    }
    this.#spent++;
  }

  giveBack(takenAt: number, now: number): void {
    if (this.#isOpen(now) && takenAt >= this.#openedAt) this.#spent--;
  }

  resetsAt(now: number): number {
    return this.#isOpen(now) ? this.#openedAt + this.#windowMs : now;
  }

  growsAt(now: number): number {
    return this.#isOpen(now) ? this.#openedAt + this.#windowMs : Number.POSITIVE_INFINITY;
  }
}

/** Exact log of the last `windowMs`: no burst at an edge. In order, since what a clock that ran back left ahead is dropped. */
class SlidingWindow implements Counter {
  #taken: number[];
  /** Index of the oldest that counts. */
  #oldest = 0;
  readonly #limit: number;
  readonly #windowMs: number;

  constructor(limit: number, windowMs: number, taken: readonly number[] = []) {
    this.#limit = limit;
    this.#windowMs = windowMs;
    this.#taken = [...taken];
  }

  state(): readonly number[] {
    return this.#oldest === 0 ? this.#taken : this.#taken.slice(this.#oldest);
  }

  /** How many count now; what does not is forgotten. */
  #settle(now: number): number {
    const from = now - this.#windowMs;
    while (this.#taken.length > this.#oldest && (this.#taken.at(-1) ?? 0) > now) this.#taken.pop();
    while (this.#taken.length > this.#oldest && (this.#taken[this.#oldest] ?? 0) <= from) this.#oldest++;
    if (this.#oldest > 64 && this.#oldest * 2 > this.#taken.length) {
      this.#taken = this.#taken.slice(this.#oldest);
      this.#oldest = 0;
    }
    return this.#taken.length - this.#oldest;
  }

  remaining(now: number): number {
    return this.#limit - this.#settle(now);
  }

  take(now: number): void {
    this.#settle(now);
    this.#taken.push(now);
  }

  giveBack(takenAt: number, now: number): void {
    this.#settle(now);
    const index = this.#taken.lastIndexOf(takenAt);
    if (index >= this.#oldest) this.#taken.splice(index, 1);
  }

  resetsAt(now: number): number {
    const count = this.#settle(now);
    const decisive =
      count >= this.#limit ? this.#taken[this.#taken.length - this.#limit] : this.#taken.at(-1);
    return decisive === undefined || count === 0 ? now : decisive + this.#windowMs;
  }

  growsAt(now: number): number {
    const oldest = this.#settle(now) === 0 ? undefined : this.#taken[this.#oldest];
    return oldest === undefined ? Number.POSITIVE_INFINITY : oldest + this.#windowMs;
  }
}

/**
 * Holds `limit` units and refills evenly over the window. The level is kept in parts of a unit, of which one
 * millisecond brings `limit`: whole numbers, so that no rounding makes a wait a millisecond too long.
 */
class TokenBucket implements Counter {
  #parts: number;
  #filledAt: number;
  readonly #limit: number;
  readonly #partsPerUnit: number;

  constructor(limit: number, windowMs: number, now: number, [parts, filledAt]: readonly number[] = []) {
    this.#limit = limit;
    this.#partsPerUnit = windowMs;
    this.#parts = parts ?? limit * windowMs;
    this.#filledAt = filledAt ?? now;
  }

  state(): readonly number[] {
    return [this.#parts, this.#filledAt];
  }

  remaining(now: number): number {
    return this.#fill(now) / this.#partsPerUnit;
  }

  take(now: number): void {
    this.#parts = this.#fill(now) - this.#partsPerUnit;
  }

  giveBack(_takenAt: number, now: number): void {
    this.#parts = Math.min(this.#limit * this.#partsPerUnit, this.#fill(now) + this.#partsPerUnit);
  }

  resetsAt(now: number): number {
    return this.#reaches(this.remaining(now) < 1 ? 1 : this.#limit, now);
  }

  growsAt(now: number): number {
    const units = Math.floor(this.remaining(now));
    return units < this.#limit ? this.#reaches(units + 1, now) : Number.POSITIVE_INFINITY;
  }

  #reaches(units: number, now: number): number {
    const missing = units * this.#partsPerUnit - this.#fill(now);
    return now + Math.max(0, Math.ceil(missing / this.#limit));
  }

  /** Fills up to now. A clock that was set back goes on filling from there, or no told wait would be true. */
  #fill(now: number): number {
    const gained = Math.max(0, now - this.#filledAt) * this.#limit;
    this.#parts = Math.min(this.#limit * this.#partsPerUnit, this.#parts + gained);
    this.#filledAt = now;
    return this.#parts;
  }
}
