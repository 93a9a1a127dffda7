import type { Tier } from '../../spec/model.ts';
import type { Changes } from './changes.ts';
import { type Counter, newCounter } from './counter.ts';

/** What a tier says of one partition at one instant. Times are epoch milliseconds. */
export interface Reading {
  readonly tier: Tier;
  readonly partition: string;
  readonly counter: Counter;
  readonly remaining: number;
  /** When waiting helps: room again if it is empty, else everything back. */
  readonly resetsAt: number;
}

/** One unit taken from one counter; can be given back. */
export interface Ticket {
  readonly tier: Tier;
  readonly partition: string;
  readonly counter: Counter;
  readonly takenAt: number;
  reading: Reading;
}

/** A tier with the partition that a request falls into. */
export interface Claim {
  readonly tier: Tier;
  readonly partition: string;
}

const pruneAbove = 20_000;

/** Exact counters, one per tier and partition. What the headers tell is read from the state that enforces. */
export class Limiter {
  readonly #counters = new Map<string, Counter>();
  readonly #changes: Changes | undefined;

  constructor(changes?: Changes) {
    this.#changes = changes;
  }

  /** Takes one unit from every claim, or from none: then the readings of the empty ones come back. */
  take(
    claims: readonly Claim[],
    now: number,
  ): { readonly tickets: Ticket[] } | { readonly empty: readonly Reading[] } {
    const counters = claims.map((claim) => this.#counter(claim, now));
    const empty = claims.flatMap((claim, index) => {
      const counter = counters[index];
      return counter && counter.remaining(now) < 1 ? [read(claim, counter, now)] : [];
    });
    if (empty.length > 0) return { empty };
    return {
      tickets: claims.flatMap((claim, index) => {
        const counter = counters[index];
        if (!counter) return [];
        counter.take(now);
        this.#changes?.lag('counter', counterKey(claim));
        return [{ ...claim, counter, takenAt: now, reading: read(claim, counter, now) }];
      }),
    };
  }

  giveBack(ticket: Ticket, now: number): void {
    ticket.counter.giveBack(ticket.takenAt, now);
    this.#changes?.lag('counter', counterKey(ticket));
    ticket.reading = read(ticket, ticket.counter, now);
  }

  /** The next instant at which a counter has more room than now. */
  nextReset(now: number): number {
    let next = Number.POSITIVE_INFINITY;
    for (const counter of this.#counters.values()) next = Math.min(next, counter.growsAt(now));
    return next;
  }

  /** What a counter stands at; undefined for one that nobody has taken from. */
  stateOf(key: string): readonly number[] | undefined {
    return this.#counters.get(key)?.state();
  }

  /** Goes on from a stored state, where the tier is still declared. */
  restore(tiers: readonly Tier[], key: string, state: readonly number[], now: number): void {
    const tier = tiers.find((candidate) => key.startsWith(tierKey(candidate)));
    if (tier) this.#counters.set(key, newCounter(tier, now, state));
  }

  #counter(claim: Claim, now: number): Counter {
    const { tier } = claim;
    const key = counterKey(claim);
    const known = this.#counters.get(key);
    if (known) return known;
    if (this.#counters.size > pruneAbove) this.#prune(now);
    const counter = newCounter(tier, now);
    this.#counters.set(key, counter);
    return counter;
  }

  #prune(now: number): void {
    for (const [key, counter] of this.#counters) {
      if (counter.resetsAt(now) > now) continue;
      this.#counters.delete(key);
      this.#changes?.lag('counter', key);
    }
  }
}

function tierKey({ name, scheme, operation }: Tier): string {
  return `${name} ${scheme ?? operation ?? ''} `;
}

/** One counter of a space: the tier, where it is declared, and the partition. */
export function counterKey({ tier, partition }: Claim): string {
  return tierKey(tier) + partition;
}

function read({ tier, partition }: Claim, counter: Counter, now: number): Reading {
  return {
    tier,
    partition,
    counter,
    remaining: Math.max(0, Math.floor(counter.remaining(now))),
    resetsAt: counter.resetsAt(now),
  };
}

/** The tier to report: least left, on a tie the one that resets last. */
export function tightest(readings: readonly Reading[]): Reading | undefined {
  let found: Reading | undefined;
  for (const reading of readings) {
    if (
      !found ||
      reading.remaining < found.remaining ||
      (reading.remaining === found.remaining && reading.resetsAt > found.resetsAt)
    ) {
      found = reading;
    }
  }
  return found;
}
