import type { Tier } from '../../../spec/model.ts';
import type { Counter } from '../../state/counter.ts';
import { type Claim, counterKey, Limiter, type Reading, type Ticket } from '../../state/limiter.ts';

/** What a shared counter stood at when this call took its unit, and where it stands if the unit is given back. */
export class TakenUnit implements Counter {
  /** Units that are taken together, or not at all. */
  readonly group: number;
  readonly key: string;
  readonly tier: Tier;
  takenAt = 0;
  isGivenBack = false;
  /** Only looked at: it is known beforehand that it would be given back. */
  isReturned = false;
  #left = 0;
  #resetsAt = 0;
  #leftBefore = 0;
  #resetsAtBefore = 0;

  constructor(group: number, claim: Claim) {
    this.group = group;
    this.key = counterKey(claim);
    this.tier = claim.tier;
  }

  /** Four of the numbers from an index on: what is left and when that is reset, with this unit and without it. */
  settle(takenAt: number, numbers: readonly number[], from: number): void {
    this.takenAt = takenAt;
    this.#left = numbers[from] ?? 0;
    this.#resetsAt = numbers[from + 1] ?? takenAt;
    this.#leftBefore = numbers[from + 2] ?? 0;
    this.#resetsAtBefore = numbers[from + 3] ?? takenAt;
  }

  remaining(): number {
    return this.isGivenBack ? this.#leftBefore : this.#left;
  }

  resetsAt(): number {
    return this.isGivenBack ? this.#resetsAtBefore : this.#resetsAt;
  }

  giveBack(): void {
    this.isGivenBack = true;
  }

  take(): void {}

  growsAt(): number {
    return Number.POSITIVE_INFINITY;
  }

  state(): readonly number[] {
    return [];
  }
}

/** Notes what a call wants to take. It is taken in Redis, with the round trip that the call makes anyway. */
export class SharedLimiter extends Limiter {
  #groups = 0;
  /** The counters as Redis had them when somebody asked for the next instant. */
  fetched: Limiter | undefined;

  override take(claims: readonly Claim[], now: number): { readonly tickets: Ticket[] } {
    const group = ++this.#groups;
    return {
      tickets: claims.map((claim) => {
        const counter = new TakenUnit(group, claim);
        return { ...claim, counter, takenAt: now, reading: readUnit(claim, counter) };
      }),
    };
  }

  override nextReset(now: number): number {
    return this.fetched?.nextReset(now) ?? Number.POSITIVE_INFINITY;
  }
}

/** What a unit says once it is settled. */
export function readUnit({ tier, partition }: Claim, counter: TakenUnit): Reading {
  return {
    tier,
    partition,
    counter,
    remaining: Math.max(0, Math.floor(counter.remaining())),
    resetsAt: counter.resetsAt(),
  };
}
