import type { LatencySeries } from '../../spec/load-run.ts';

/** Buckets per power of two: each is at most 4.5 % wider than the one before. */
const perOctave = 16;
const firstMs = 0.01;

/** A histogram of latencies whose size does not grow with the traffic; percentiles are exact to its buckets. */
export class Latencies {
  readonly #counts = new Map<number, number>();
  #count = 0;
  #sum = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = 0;

  get count(): number {
    return this.#count;
  }

  record(ms: number): void {
    const index = Math.max(0, Math.ceil(Math.log2(Math.max(ms, firstMs) / firstMs) * perOctave));
    this.#counts.set(index, (this.#counts.get(index) ?? 0) + 1);
    this.#count += 1;
    this.#sum += ms;
    this.#min = Math.min(this.#min, ms);
    this.#max = Math.max(this.#max, ms);
  }

  /** Milliseconds within which that share of the answers came; 0 if there was none. */
  percentile(share: number): number {
    let left = Math.ceil(share * this.#count);
    for (const [index, count] of this.#sorted()) {
      left -= count;
      if (left <= 0) return rounded(Math.min(upperBound(index), this.#max));
    }
    return 0;
  }

  series(name: string): LatencySeries {
    return {
      name,
      count: this.#count,
      minMs: rounded(this.#count === 0 ? 0 : this.#min),
      meanMs: rounded(this.#count === 0 ? 0 : this.#sum / this.#count),
      maxMs: rounded(this.#max),
      p50Ms: this.percentile(0.5),
      p90Ms: this.percentile(0.9),
      p99Ms: this.percentile(0.99),
      p999Ms: this.percentile(0.999),
      buckets: this.#sorted().map(([index, count]) => ({ upToMs: rounded(upperBound(index)), count })),
    };
  }

  #sorted(): readonly (readonly [number, number])[] {
    return [...this.#counts].toSorted(([a], [b]) => a - b);
  }
}

function upperBound(index: number): number {
  return firstMs * 2 ** (index / perOctave);
}

function rounded(ms: number): number {
  return Number(ms.toFixed(3));
}
