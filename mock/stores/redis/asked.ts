import type { Tier } from '../../../spec/model.ts';
import { StoreAway } from '../keeper.ts';
import type { TakenUnit } from './shared-limiter.ts';

/** What a call asks of Redis: units of limits, and that its uses are noted if it gets them. */
export interface Asked {
  readonly units: readonly TakenUnit[];
  /** Keys of the credentials that it uses, if it does. */
  readonly uses: readonly string[];
  /** From when on it would be decided otherwise: then nothing is taken or noted. Infinite: never. */
  readonly until: number;
}

export const nothingAsked: Asked = { units: [], uses: [], until: Number.POSITIVE_INFINITY };

/** What it got. `undefined`: nothing, it came too late. */
export interface Got {
  /** Index of the first unit of the group that has no room; undefined if all were taken. */
  readonly emptyFrom: number | undefined;
  /** Four of each unit, or two of each of the group that has no room. */
  readonly numbers: readonly number[];
}

/** Asks as the script reads them. */
export function addWords(words: string[], { units, uses, until }: Asked): void {
  words.push(until === Number.POSITIVE_INFINITY ? '' : String(until), String(uses.length), ...uses);
  words.push(String(groupsIn(units)));
  for (const [index, { group, key, tier, isReturned }] of units.entries()) {
    if (group !== units[index - 1]?.group) words.push(String(sizeOf(group, units)));
    words.push(key, tierWords(tier), isReturned ? 'look' : 'take');
  }
}

/** Reads the answers as the script tells them, one after the other. */
export class Answers {
  readonly #told: readonly unknown[];
  #at = 0;

  constructor(told: readonly unknown[]) {
    this.#told = told;
  }

  next({ units }: Asked): Got | undefined {
    const code = Number(this.#told[this.#at++]);
    if (!Number.isInteger(code)) throw new StoreAway('Redis answers in another form');
    if (code < 0) return undefined;
    if (code === 0) return { emptyFrom: undefined, numbers: this.#numbers(4 * units.length) };
    const group = units[code - 1]?.group;
    return { emptyFrom: code - 1, numbers: this.#numbers(2 * sizeOf(group, units)) };
  }

  #numbers(count: number): readonly number[] {
    const numbers = this.#told.slice(this.#at, this.#at + count).map(Number);
    this.#at += count;
    return numbers;
  }
}

function groupsIn(units: readonly TakenUnit[]): number {
  let count = 0;
  for (const [index, { group }] of units.entries()) if (group !== units[index - 1]?.group) count++;
  return count;
}

function sizeOf(group: number | undefined, units: readonly TakenUnit[]): number {
  let count = 0;
  for (const unit of units) if (unit.group === group) count++;
  return count;
}

const written = new WeakMap<Tier, string>();

/** The way to count, as it stands before every stored counter. */
export function tierWords(tier: Tier): string {
  const known = written.get(tier);
  if (known !== undefined) return known;
  const words = `${tier.algorithm} ${tier.limit} ${tier.windowSeconds * 1000}`;
  written.set(tier, words);
  return words;
}
