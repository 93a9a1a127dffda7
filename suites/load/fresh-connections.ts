import type { Lab } from '../lab/lab.ts';
import { asDocumented } from '../lab/present.ts';
import { requestOf } from '../lab/use.ts';
import { answeredBy, isRefusal } from './answered.ts';
import type { Subject } from './subject.ts';

interface FreshAnswer {
  readonly startedMs: number;
  readonly ms: number;
  readonly wasAccepted: boolean;
}

/** Requests after the acknowledgement, each over a connection of its own. */
export class FreshConnections {
  readonly all: FreshAnswer[] = [];
  /** When the first refusal had come. */
  firstRefusalMs: number | undefined;
  readonly #lab: Lab;
  readonly #victim: Subject;

  constructor(lab: Lab, victim: Subject) {
    this.#lab = lab;
    this.#victim = victim;
  }

  /** One after the other in each of two lanes. */
  async send(amount: number): Promise<void> {
    await Promise.all(
      [0, 1].map(async () => {
        for (let sent = 0; sent < amount / 2; sent += 1) await this.#sendOne();
      }),
    );
  }

  /** Of those that began after a moment. */
  since(ms: number): { readonly successes: number; readonly refusals: number } {
    const after = this.all.filter(({ startedMs }) => startedMs >= ms);
    const successes = after.filter(({ wasAccepted }) => wasAccepted).length;
    return { successes, refusals: after.length - successes };
  }

  async #sendOne(): Promise<void> {
    const lab = this.#lab;
    const { held, use } = this.#victim;
    const sent = await lab.send({
      step: 'after-revocation',
      role: 'probe',
      request: requestOf(lab, held, use),
      present: [asDocumented(lab.model, held, use.scheme)],
      raw: true,
      unpaced: true,
    });
    const answered = answeredBy(sent);
    if (!sent.ok && !isRefusal(answered)) return;
    const { startedMs, endedMs } = sent.exchange;
    const toNow = performance.now() - lab.nowMs();
    this.all.push({ startedMs: startedMs + toNow, ms: endedMs - startedMs, wasAccepted: sent.ok });
    if (!sent.ok) this.firstRefusalMs ??= endedMs + toNow;
  }
}
