import type { HeaderPair } from '../../spec/history.ts';
import type { Operation, Tier } from '../../spec/model.ts';
import { limitFieldsOf, type ToldLimit } from '../judging/limit-fields.ts';
import { isSuccess } from './answered.ts';
import type { Answer } from './traffic.ts';

const mostShown = 10;

/** What is known of the target beside the tier itself. */
export interface TallyWays {
  /** Its clock stands still. */
  readonly frozen: boolean;
  /** The document states the algorithm; else it is merely assumed, and others are granted what they give back. */
  readonly isStated?: boolean;
  /** How far instants may be off where time passes. Milliseconds. */
  readonly skewMs?: number;
}

/** What the answers to a flood tell of the limit, as a set. */
export class LimitTally {
  successes = 0;
  limited = 0;
  readonly #tier: Tier;
  readonly #operation: Operation;
  readonly #frozen: boolean;
  readonly #isFixed: boolean;
  readonly #skewMs: number;
  /** How often each remaining number was told to a success. */
  readonly #remaining = new Map<number, number>();
  readonly #resets = new Set<number>();
  #toldToSuccesses = 0;
  #toldToRefusals = 0;
  #leftAtRefusals = 0;
  readonly #shown: { readonly answer: Answer; readonly note: string }[] = [];

  constructor(tier: Tier, operation: Operation, { frozen, isStated = true, skewMs = 0 }: TallyWays) {
    this.#tier = tier;
    this.#operation = operation;
    this.#frozen = frozen;
    this.#isFixed = tier.algorithm === 'fixed-window' && (frozen || isStated);
    this.#skewMs = Math.max(1000, skewMs);
  }

  add(answer: Answer): void {
    const { status, rawHeaders } = answer;
    const told = this.#told(status, rawHeaders);
    if (told?.resetAtMs !== undefined) this.#resets.add(told.resetAtMs);
    const left = told?.remaining;
    if (isSuccess(answer)) {
      this.successes += 1;
      if (this.successes > this.#tier.limit)
        this.#show(answer, `success ${this.successes} of ${this.#tier.limit}`);
      if (left === undefined) return;
      this.#toldToSuccesses += 1;
      const times = (this.#remaining.get(left) ?? 0) + 1;
      this.#remaining.set(left, times);
      if (times > 1) this.#show(answer, `remaining ${left}, told for the ${times}. time`);
    } else if (status === limitedStatus(this.#operation)) {
      this.limited += 1;
      if (left === undefined) return;
      this.#toldToRefusals += 1;
      if (left > 0) {
        this.#leftAtRefusals += 1;
        this.#show(answer, `refused with ${left} remaining`);
      }
    } else this.#show(answer, `neither a success nor ${limitedStatus(this.#operation)}`);
  }

  /** What the fields of all answers contradict themselves in. */
  wrongFields(): readonly string[] {
    const { limit } = this.#tier;
    const wrong: string[] = [];
    if (this.#leftAtRefusals > 0)
      wrong.push(`${this.#leftAtRefusals} × ${limitedStatus(this.#operation)} with something remaining`);
    if (this.#comparesSets() && this.#toldToSuccesses > 0) {
      const twice = [...this.#remaining].filter(([, times]) => times > 1).map(([left]) => left);
      if (twice.length > 0) wrong.push(`remaining ${some(twice)} told to several successes`);
      const outside = [...this.#remaining.keys()].filter((left) => left < 0 || left >= limit);
      if (outside.length > 0) wrong.push(`remaining ${some(outside)} told of a limit of ${limit}`);
    }
    if (this.#isFixed && this.#resetCount() > 1)
      wrong.push(`${this.#resetCount()} different resets of one window`);
    return wrong;
  }

  fieldsText(): string {
    const told = this.#toldToSuccesses + this.#toldToRefusals;
    return told === 0 ? 'no answer told what remains' : `${told} answers told what remains, and agree`;
  }

  /** Was the flood cut in two by the end of a window? */
  rolledOver(): boolean {
    return !this.#frozen && this.successes > this.#tier.limit && this.#resetCount() > 1;
  }

  /** What the tier gives back during a flood, where time passes. */
  trickle(seconds: number): number {
    const { limit, windowSeconds } = this.#tier;
    if (this.#frozen || this.#isFixed) return 0;
    return Math.ceil((seconds * limit) / windowSeconds) + 1;
  }

  shown(): readonly { readonly answer: Answer; readonly note: string }[] {
    return this.#shown;
  }

  #show(answer: Answer, note: string): void {
    if (this.#shown.length < mostShown) this.#shown.push({ answer, note });
  }

  /** Where units come back meanwhile, one number may be told twice. */
  #comparesSets(): boolean {
    return this.#frozen || this.#isFixed;
  }

  /** Where time passes, resets that are close together may be one: rounded, or told by clocks that differ. */
  #resetCount(): number {
    if (this.#frozen) return this.#resets.size;
    const sorted = [...this.#resets].toSorted((a, b) => a - b);
    return sorted.filter((reset, index) => index === 0 || reset - (sorted[index - 1] ?? 0) > this.#skewMs)
      .length;
  }

  #told(status: number, rawHeaders: readonly string[]): ToldLimit | undefined {
    const headers: HeaderPair[] = [];
    for (let at = 0; at + 1 < rawHeaders.length; at += 2)
      headers.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '']);
    const { plain, structured } = limitFieldsOf(this.#operation, { response: { status, headers } });
    const named = structured.find(({ name }) => name === this.#tier.name);
    if (named?.remaining !== undefined) return named;
    // Fields without a name speak of the tightest limit, and of this one if their number is its.
    return plain?.limit === undefined || plain.limit === this.#tier.limit ? plain : undefined;
  }
}

/** With which an operation refuses what is beyond a limit. */
export function limitedStatus(operation: Operation): number {
  return operation.refusals.get('rate-limit')?.status ?? 429;
}

function some(numbers: readonly number[]): string {
  const first = numbers.toSorted((a, b) => a - b).slice(0, 5);
  return first.join(', ') + (numbers.length > 5 ? ' …' : '');
}
