import type { Timeline } from '../../spec/load-run.ts';

const mostSteps = 240;

/** Counts answers by sort (mostly the status) over time; the steps grow with the traffic, so that their number does not. */
export class TimelineCounter {
  #stepMs = 5;
  readonly #counts = new Map<string, number[]>();
  readonly #marks: { atMs: number; label: string }[] = [];

  record(atMs: number, key: string): void {
    while (atMs / this.#stepMs >= mostSteps) this.#coarsen();
    const counts = this.#counts.get(key) ?? [];
    const step = Math.max(0, Math.floor(atMs / this.#stepMs));
    counts[step] = (counts[step] ?? 0) + 1;
    this.#counts.set(key, counts);
  }

  mark(atMs: number, label: string): void {
    this.#marks.push({ atMs: Math.round(atMs * 10) / 10, label });
  }

  timeline(): Timeline {
    const length = Math.max(0, ...[...this.#counts.values()].map((counts) => counts.length));
    return {
      stepMs: this.#stepMs,
      counts: Object.fromEntries(
        [...this.#counts].map(([status, counts]) => [
          status,
          Array.from({ length }, (_, at) => counts[at] ?? 0),
        ]),
      ),
      marks: this.#marks,
    };
  }

  #coarsen(): void {
    this.#stepMs *= 2;
    for (const [status, counts] of this.#counts) {
      const halved: number[] = [];
      for (let at = 0; at < counts.length; at += 2) halved.push((counts[at] ?? 0) + (counts[at + 1] ?? 0));
      this.#counts.set(status, halved);
    }
  }
}
