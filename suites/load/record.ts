import type { LoadEvidence, LoadFigures } from '../../spec/load-run.ts';
import { Latencies } from './latencies.ts';
import { withoutCredential } from './request.ts';
import { TimelineCounter } from './timeline.ts';
import type { Answer } from './traffic.ts';

/** Live figures of traffic that is under way. */
export interface LiveFigures {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const mostEvidence = 10;

/** What traffic came to. */
export class TrafficRecord {
  readonly beganMs = performance.now();
  requests = 0;
  unanswered = 0;
  readonly #byStatus = new Map<number, number>();
  readonly #series = new Map<string, Latencies>();
  readonly #all = new Latencies();
  readonly #timeline = new TimelineCounter();
  readonly #values: Record<string, number> = {};
  readonly #evidence: LoadEvidence[] = [];
  #endedMs: number | undefined;
  #losses = 0;

  add(answer: Answer, series: string | undefined): void {
    const { status, startedMs, endedMs, first } = answer;
    this.requests += 1;
    this.#byStatus.set(status, (this.#byStatus.get(status) ?? 0) + 1);
    const sort =
      answer.request.label === withoutCredential && status < 500 ? withoutCredential : String(status);
    this.#timeline.record(endedMs - this.beganMs, sort);
    // Making a connection is no part of what is measured.
    if (first) return;
    this.#all.record(endedMs - startedMs);
    if (series === undefined) return;
    this.measure(series, endedMs - startedMs);
  }

  /** A latency that was not measured by the traffic itself. */
  measure(series: string, ms: number): void {
    const latencies = this.#series.get(series) ?? new Latencies();
    latencies.record(ms);
    this.#series.set(series, latencies);
  }

  /** A request whose connection broke, or which was not answered in time. */
  lose(): void {
    this.#losses += 1;
    this.unanswered += 1;
  }

  /** `brokenConnections`: also such as never carried a request. */
  end(brokenConnections: number): void {
    this.#endedMs = performance.now();
    this.unanswered += Math.max(0, brokenConnections - this.#losses);
  }

  mark(label: string, atMs = performance.now()): void {
    this.#timeline.mark(atMs - this.beganMs, label);
  }

  /** A single number with its unit in the name. */
  value(name: string, value: number): void {
    this.#values[name] = Number(value.toFixed(2));
  }

  /** The answer shows something; the first few are kept. */
  show({ request, startedMs, endedMs, status }: Answer, note: string): void {
    if (this.#evidence.length >= mostEvidence) return;
    this.#evidence.push({
      sent: request.label,
      startedMs: Number((startedMs - this.beganMs).toFixed(2)),
      endedMs: Number((endedMs - this.beganMs).toFixed(2)),
      status,
      note,
    });
  }

  get evidence(): readonly LoadEvidence[] {
    return this.#evidence;
  }

  count(fits: (status: number) => boolean): number {
    return [...this.#byStatus].reduce((sum, [status, count]) => (fits(status) ? sum + count : sum), 0);
  }

  latencies(series: string): Latencies {
    return this.#series.get(series) ?? new Latencies();
  }

  live(): LiveFigures {
    return {
      requests: this.requests,
      requestsPerSecond: this.#perSecond(),
      p50Ms: this.#all.percentile(0.5),
      p99Ms: this.#all.percentile(0.99),
    };
  }

  figures(): LoadFigures {
    const seconds = Number((((this.#endedMs ?? performance.now()) - this.beganMs) / 1000).toFixed(3));
    return {
      requests: this.requests,
      unanswered: this.unanswered,
      seconds,
      requestsPerSecond: this.#perSecond(),
      byStatus: Object.fromEntries([...this.#byStatus].map(([status, count]) => [String(status), count])),
      latency: [...this.#series].map(([name, latencies]) => latencies.series(name)),
      timeline: this.#timeline.timeline(),
      values: this.#values,
    };
  }

  #perSecond(): number {
    const seconds = ((this.#endedMs ?? performance.now()) - this.beganMs) / 1000;
    return Math.round(this.requests / Math.max(0.001, seconds));
  }
}
