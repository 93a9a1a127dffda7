import type { Tier } from '../../spec/model.ts';
import type { Changes } from './changes.ts';
import { type Counter, goesOn, newCounter, type StoredCounter } from './counter.ts';

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
  /** Counters by partition, on a shelf for each tier: by its name and where it stands. */
  readonly #shelves = new Map<string, Map<string, Counter>>();
  /** The same shelves by the tier itself, so that no request puts a name together. */
  readonly #shelfOf = new WeakMap<Tier, Map<string, Counter>>();
  readonly #changes: Changes | undefined;
  #size = 0;

  constructor(changes?: Changes) {
    this.#changes = changes;
  }

  /** Takes one unit from every claim, or from none: then the readings of the empty ones come back. */
  take(
    claims: readonly Claim[],
    now: number,
  ): { readonly tickets: Ticket[] } | { readonly empty: readonly Reading[] } {
    let empty: Reading[] | undefined;
    for (const { tier, partition } of claims) {
      const counter = this.#counter(tier, partition, now);
      if (counter.remaining(now) >= 1) continue;
      empty ??= [];
      empty.push(read(tier, partition, counter, now));
    }
    return empty ? { empty } : { tickets: claims.map((claim) => this.#ticket(claim, now)) };
  }

  #ticket(claim: Claim, now: number): Ticket {
    const { tier, partition } = claim;
    // Looked up anew: making a counter for a later claim may have pruned this one, which was still full.
    const counter = this.#counter(tier, partition, now);
    counter.take(now);
    this.#changes?.lag('counter', counter, counterKey, claim);
    return { tier, partition, counter, takenAt: now, reading: read(tier, partition, counter, now) };
  }

  giveBack(ticket: Ticket, now: number): void {
    ticket.counter.giveBack(ticket.takenAt, now);
    this.#changes?.lag('counter', ticket.counter, counterKey, ticket);
    ticket.reading = read(ticket.tier, ticket.partition, ticket.counter, now);
  }

  /** The next instant at which a counter has more room than now. */
  nextReset(now: number): number {
    let next = Number.POSITIVE_INFINITY;
    for (const shelf of this.#shelves.values())
      for (const counter of shelf.values()) next = Math.min(next, counter.growsAt(now));
    return next;
  }

  /** What a counter stands at; undefined for one that nobody has taken from. */
  stateOf(tiers: readonly Tier[], key: string): StoredCounter | undefined {
    const tier = tierOf(tiers, key);
    const counter = tier && this.#shelf(tier).get(key.slice(tierKey(tier).length + 1));
    if (!tier || !counter) return undefined;
    const { algorithm, limit, windowSeconds } = tier;
    return { algorithm, limit, windowSeconds, numbers: counter.state() };
  }

  /** Goes on from a stored state, where the tier is still declared and still counts so. */
  restore(tiers: readonly Tier[], key: string, stored: StoredCounter, now: number): void {
    const tier = tierOf(tiers, key);
    if (!tier || !goesOn(tier, stored)) return;
    const shelf = this.#shelf(tier);
    const partition = key.slice(tierKey(tier).length + 1);
    if (!shelf.has(partition)) this.#size++;
    shelf.set(partition, newCounter(tier, now, stored.numbers));
  }

  #counter(tier: Tier, partition: string, now: number): Counter {
    const shelf = this.#shelfOf.get(tier) ?? this.#shelf(tier);
    const known = shelf.get(partition);
    if (known) return known;
    if (this.#size > pruneAbove) this.#prune(now);
    const counter = newCounter(tier, now);
    shelf.set(partition, counter);
    this.#size++;
    return counter;
  }

  #shelf(tier: Tier): Map<string, Counter> {
    const key = tierKey(tier);
    const shelf = this.#shelves.get(key) ?? new Map<string, Counter>();
    this.#shelves.set(key, shelf);
    this.#shelfOf.set(tier, shelf);
    return shelf;
  }

  #prune(now: number): void {
    this.#size = 0;
    for (const [tier, shelf] of this.#shelves) {
      for (const [partition, counter] of shelf) {
        if (counter.resetsAt(now) > now) continue;
        shelf.delete(partition);
        this.#changes?.lag('counter', counter, String, `${tier} ${partition}`);
      }
      this.#size += shelf.size;
    }
  }
}

/** Does a unit of the tier stay taken, now that it is known how the request ended? */
export function isCounted({ counts }: Tier, isFailure: boolean): boolean {
  return counts === 'all' || (counts === 'failures') === isFailure;
}

function tierOf(tiers: readonly Tier[], key: string): Tier | undefined {
  return tiers.find((candidate) => key.startsWith(`${tierKey(candidate)} `));
}

function tierKey({ name, scheme, operation }: Tier): string {
  return `${name} ${scheme ?? operation ?? ''}`;
}

/** One counter of a space: the tier, where it is declared, and the partition. */
export function counterKey({ tier, partition }: Claim): string {
  return `${tierKey(tier)} ${partition}`;
}

function read(tier: Tier, partition: string, counter: Counter, now: number): Reading {
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
