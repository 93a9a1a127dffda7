import { isRefusal, isSuccess } from './answered.ts';
import type { Answer } from './traffic.ts';

interface Window {
  readonly fromMs: number;
  toMs: number;
  isClosed: boolean;
  successes: number;
  answered: number;
}

/** When which credential was valid beyond doubt, and what became of requests that lay within. */
export class ValidityWindows {
  refusals = 0;
  readonly #windows = new Map<string, Window>();

  /** `toMs`: when it ends by itself. */
  opens(label: string, fromMs: number, toMs: number): void {
    this.#windows.set(label, { fromMs, toMs, isClosed: false, successes: 0, answered: 0 });
  }

  /** It ends by then, not later than it does by itself. */
  endsAt(label: string, toMs: number): void {
    const window = this.#windows.get(label);
    if (window === undefined) return;
    window.toMs = Math.min(window.toMs, toMs);
  }

  /** Its end was asked for. */
  closes(label: string, toMs: number): void {
    this.endsAt(label, toMs);
    const window = this.#windows.get(label);
    if (window !== undefined) window.isClosed = true;
  }

  isClosed(label: string): boolean {
    return this.#windows.get(label)?.isClosed === true;
  }

  knows(label: string): boolean {
    return this.#windows.has(label);
  }

  successes(label: string): number {
    return this.#windows.get(label)?.successes ?? 0;
  }

  answered(label: string): number {
    return this.#windows.get(label)?.answered ?? 0;
  }

  /** Was it refused while it was valid? */
  add(answer: Answer): boolean {
    const window = this.#windows.get(answer.request.label);
    if (window === undefined) return false;
    window.answered += 1;
    if (isSuccess(answer)) window.successes += 1;
    if (!isRefusal(answer)) return false;
    if (answer.startedMs < window.fromMs || answer.endedMs > window.toMs) return false;
    this.refusals += 1;
    return true;
  }
}
