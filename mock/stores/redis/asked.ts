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

/** What it got. */
export interface Got {
  /** Units of the first group that has no room: then none was taken. */
  readonly empty: { readonly from: number; readonly to: number } | undefined;
  /** Four of each unit, up to the end of that group. */
  readonly numbers: readonly number[];
}

/** What several calls ask together, as the script reads it: whatever they share is said once. */
export class Question {
  readonly #tiers = new Numbers();
  readonly #fields = new Numbers();
  readonly #tierOfField: string[] = [];
  readonly #keys = new Numbers();
  readonly #calls: string[] = [];

  add({ units, uses, until }: Asked): void {
    const calls = this.#calls;
    calls.push(until === Number.POSITIVE_INFINITY ? '' : String(until), String(uses.length));
    for (const key of uses) calls.push(this.#keys.of(key));
    const groups = calls.push('0') - 1;
    let count = 0;
    let size = 0;
    let last: number | undefined;
    for (const unit of units) {
      if (unit.group !== last) {
        count++;
        size = calls.push('0') - 1;
        last = unit.group;
      }
      const field = this.#field(unit);
      calls[size] = String(calls.push(unit.isReturned ? `-${field}` : field) - size - 1);
    }
    calls[groups] = String(count);
  }

  get words(): readonly string[] {
    const [tiers, fields, keys] = [this.#tiers.texts, this.#fields.texts, this.#keys.texts];
    return [
      String(tiers.length),
      ...tiers,
      String(fields.length),
      ...fields,
      ...this.#tierOfField,
      String(keys.length),
      ...keys,
      ...this.#calls,
    ];
  }

  #field({ key, tier }: TakenUnit): string {
    const known = this.#fields.texts.length;
    const number = this.#fields.of(key);
    if (this.#fields.texts.length > known) this.#tierOfField.push(this.#tiers.of(tierWords(tier)));
    return number;
  }
}

/** Texts by their number, from 1 on. */
class Numbers {
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, string>();

  of(text: string): string {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = String(this.texts.push(text));
    this.#numbers.set(text, number);
    return number;
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
    if (code === 0) return { empty: undefined, numbers: this.#numbers(units.length) };
    const group = units[code - 1]?.group;
    const to = units.findLastIndex((unit) => unit.group === group) + 1;
    return { empty: { from: code - 1, to }, numbers: this.#numbers(to) };
  }

  #numbers(units: number): readonly number[] {
    const numbers: number[] = [];
    for (const end = this.#at + 4 * units; this.#at < end; this.#at++)
      numbers.push(Number(this.#told[this.#at]));
    return numbers;
  }
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
