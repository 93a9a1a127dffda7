import type { Tier } from '../../spec/model.ts';

/**
 * What `x-auth-tiers` promises, written as naively as can be: a tier is the list of the instants that it counted,
 * and everything is worked out from that list, in whole numbers.
 */
export class ReferenceTier {
  readonly tier: Tier;
  readonly #windowMs: number;
  #counted: readonly number[] = [];

  constructor(tier: Tier) {
    this.tier = tier;
    this.#windowMs = tier.windowSeconds * 1000;
  }

  count(at: number): void {
    this.#counted = [...this.#counted, at];
  }

  hasRoom(now: number): boolean {
    return this.remaining(now) >= 1;
  }

  remaining(now: number): number {
    if (this.tier.algorithm === 'token-bucket') return Math.floor(this.#level(now) / this.#windowMs);
    return this.tier.limit - this.#inWindow(now).length;
  }

  /** Room again if it is empty, else everything back: the first millisecond at which that is so. */
  resetsAt(now: number): number {
    const wanted = this.hasRoom(now) ? this.tier.limit : 1;
    const isBack = (at: number): boolean =>
      this.tier.algorithm === 'token-bucket'
        ? this.#level(at) >= wanted * this.#windowMs
        : this.remaining(at) >= wanted;
    // Nothing takes longer than a window, and what is back stays back: halving finds the first instant.
    let [before, after] = [now - 1, now + this.#windowMs];
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (isBack(middle)) after = middle;
      else before = middle;
    }
    return after;
  }

  /** The counted instants that still weigh at `now`. */
  #inWindow(now: number): readonly number[] {
    if (this.tier.algorithm === 'sliding-window')
      return this.#counted.filter((at) => at > now - this.#windowMs);
    let window: readonly number[] = [];
    for (const at of this.#counted) {
      const [opened] = window;
      window = opened === undefined || at >= opened + this.#windowMs ? [at] : [...window, at];
    }
    const [opened] = window;
    return opened === undefined || now >= opened + this.#windowMs ? [] : window;
  }

  /** Level of the bucket in units of 1/windowMs, so that it is a whole number at every millisecond. */
  #level(now: number): number {
    const full = this.tier.limit * this.#windowMs;
    let [level, filledAt] = [full, this.#counted[0] ?? now];
    for (const at of [...this.#counted, undefined]) {
      level = Math.min(full, level + ((at ?? now) - filledAt) * this.tier.limit);
      filledAt = at ?? now;
      if (at !== undefined) level -= this.#windowMs;
    }
    return level;
  }
}
