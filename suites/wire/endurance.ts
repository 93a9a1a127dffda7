import type { WireResult } from './message.ts';

/** After so many in a row that ended so, nothing but the same is to be expected. */
const inARow = { timeout: 8, refused: 10, reset: 50, protocol: 50, 'too-large': 50, other: 50 } as const;

/** So many over the whole run that took about as long as one may. */
const slowInAll = 40;

/** Decides when a target has cost enough: the run then stops, instead of waiting for it a thousand times. */
export class Endurance {
  /** Unanswered since the last answer, by how. */
  readonly #unanswered = new Map<string, number>();
  #slow = 0;

  /** Why to stop, as soon as there is a reason. `limitMs`: the limit for an answer to begin. */
  observe({ failure }: WireResult, tookMs: number, limitMs: number): string | undefined {
    if (tookMs >= limitMs * 0.9) this.#slow += 1;
    if (failure === undefined) this.#unanswered.clear();
    else {
      const count = (this.#unanswered.get(failure.kind) ?? 0) + 1;
      this.#unanswered.set(failure.kind, count);
      if (count >= inARow[failure.kind])
        return `the target stopped answering: ${count} requests in a row ended as ${failure.kind} (${failure.message})`;
    }
    return this.#slow < slowInAll
      ? undefined
      : `the target is too slow: ${this.#slow} requests took the time limit of ${limitMs / 1000} s or more`;
  }
}
