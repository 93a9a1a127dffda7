import { isRefusal, isSuccess } from './answered.ts';
import type { Answer } from './traffic.ts';

/** What the answers to the victim's requests say of the revocation. */
export class RevocationTally {
  sentMs = Number.POSITIVE_INFINITY;
  acknowledgedMs = Number.POSITIVE_INFINITY;
  /** From when on nothing may succeed. */
  promisedMs = Number.POSITIVE_INFINITY;
  answered = 0;
  before = 0;
  refusedBefore = 0;
  late = 0;
  refusedAfter = 0;
  after = 0;
  /** When the last success began. */
  lastSuccessMs: number | undefined;
  /** When the last success ended that had begun before the acknowledgement. */
  lastSuccessEndedMs: number | undefined;
  firstRefusalMs: number | undefined;
  /** Latencies of what was under way at the acknowledgement. */
  readonly inFlight: number[] = [];
  readonly #label: string;

  constructor(label: string) {
    this.#label = label;
  }

  /** By how many milliseconds a success began too late; undefined if it did not. */
  add(answer: Answer): number | undefined {
    const { request, startedMs, endedMs } = answer;
    if (request.label !== this.#label) return undefined;
    this.answered += 1;
    const isAfter = startedMs > this.promisedMs;
    const wasUnderWay = startedMs <= this.acknowledgedMs && endedMs > this.acknowledgedMs;
    if (wasUnderWay) this.inFlight.push(endedMs - startedMs);
    if (isAfter) this.after += 1;
    if (isSuccess(answer)) {
      this.lastSuccessMs = Math.max(this.lastSuccessMs ?? startedMs, startedMs);
      if (startedMs <= this.acknowledgedMs)
        this.lastSuccessEndedMs = Math.max(this.lastSuccessEndedMs ?? endedMs, endedMs);
      if (isAfter) {
        this.late += 1;
        return startedMs - this.promisedMs;
      }
      this.before += 1;
    } else if (isRefusal(answer)) {
      if (isAfter) this.refusedAfter += 1;
      else if (endedMs < this.sentMs) this.refusedBefore += 1;
      if (endedMs > this.sentMs) this.firstRefusalMs = Math.min(this.firstRefusalMs ?? startedMs, startedMs);
    }
    return undefined;
  }
}
