import { Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { revoke } from '../lab/lifecycle.ts';
import { asDocumented } from '../lab/present.ts';
import { settleEnd } from '../lab/settle.ts';
import { requestOf } from '../lab/use.ts';
import { revocableKinds } from '../predict/kinds.ts';
import type { LoadProbe } from './probe.ts';
import { isRefusal, isSuccess, Rationed, rationOf, type Subject, subjectOf, troubleIn } from './subject.ts';
import { type Answer, Traffic } from './traffic.ts';

/** Requests over connections of their own after the revocation. */
const freshConnections = 6;

export const revocationUnderLoad: LoadProbe = {
  id: 'revocation-under-load',
  question: 'Under full traffic, does no request succeed that began after the revocation was acknowledged?',
  cites: ['RFC 7009 §2.1', 'OWASP ASVS 7.4.1'],
  thresholds: [
    '0 successes among requests that began after the acknowledgement and the declared bound',
    'how long it took is a figure, not a verdict',
  ],
  cases: (model) => {
    const kinds = revocableKinds(model).map(({ name }) => name);
    return kinds.length > 0 ? kinds : 'no operation revokes a credential that works by itself';
  },
  run: async (lab, context, kind) => {
    const victim = await subjectOf(lab, kind);
    const choice = new Rationed(lab, victim);
    const ration = rationOf(victim, 4);
    const tally = new Tally(victim.traffic.label);
    const { connections } = context.options;
    const enough = Math.min(ration, connections * 3);
    choice.serve(victim.traffic, ration);
    const traffic = new Traffic(lab, context, {
      connections,
      next: choice.next,
      atMostSeconds: 60,
      onAnswer: (answer) => tally.add(answer, traffic),
      seriesOf: ({ request, status }) => (request === victim.traffic ? seriesOf(status) : undefined),
    });
    try {
      await traffic.until(
        () =>
          tally.before >= enough ||
          tally.refusedBefore > 0 ||
          tally.answered >= Math.min(ration, connections * 50),
      );
      if (tally.before === 0)
        throw new Lacking(`the fresh ${kind} was not accepted under load, so its end cannot be seen`);
      choice.serve(victim.traffic, ration);
      const sentMs = performance.now();
      tally.sentMs = sentMs;
      const { ok, status } = await revoke(lab, victim.held);
      const acknowledgedMs = performance.now();
      if (!ok) throw new Lacking(`the revocation was answered with ${status || 'nothing'}`);
      traffic.record.mark('revocation sent', sentMs);
      traffic.record.mark('acknowledged', acknowledgedMs);
      await settleEnd(lab, victim.held);
      tally.promisedMs = performance.now();
      choice.serve(victim.traffic, Number.POSITIVE_INFINITY);
      await traffic.until(() => tally.after >= connections * 5);
      await traffic.stop();
      const { record } = traffic;
      record.value('revocation request, ms', acknowledgedMs - sentMs);
      record.value('last success began after it was sent, ms', (tally.lastSuccessMs ?? sentMs) - sentMs);
      if (tally.firstRefusalMs !== undefined)
        record.value('first refusal began after it was sent, ms', tally.firstRefusalMs - sentMs);
      const fresh = await overFreshConnections(lab, victim);
      const expected = `0 successes that began after the acknowledgement${boundText(lab, kind)}`;
      const late = tally.late + fresh.successes;
      const observed = `${tally.before} successes before; after it ${tally.late} successes and ${tally.refusedAfter} refusals on ${connections} connections, ${fresh.successes} successes and ${fresh.refusals} refusals over fresh ones${troubleIn(
        record.count((one) => one >= 500),
        record.unanswered,
      )}`;
      const shown = { expected, observed, evidence: record.evidence, figures: record.figures() };
      if (late > 0) return { verdict: 'fail', ...shown };
      if (tally.refusedAfter === 0 || fresh.refusals === 0) return { verdict: 'untestable', ...shown };
      return { verdict: record.count((one) => one >= 500) > 0 ? 'warn' : 'pass', ...shown };
    } finally {
      await traffic.stop();
    }
  },
};

function seriesOf(status: number): string | undefined {
  if (isSuccess(status)) return 'accepted';
  return isRefusal(status) ? 'refused' : undefined;
}

/** What the answers to the victim's requests say of the revocation. */
class Tally {
  sentMs = Number.POSITIVE_INFINITY;
  /** From when on nothing may succeed. */
  promisedMs = Number.POSITIVE_INFINITY;
  answered = 0;
  before = 0;
  refusedBefore = 0;
  late = 0;
  refusedAfter = 0;
  after = 0;
  lastSuccessMs: number | undefined;
  firstRefusalMs: number | undefined;
  readonly #label: string;

  constructor(label: string) {
    this.#label = label;
  }

  add(answer: Answer, traffic: Traffic): void {
    const { request, status, startedMs, endedMs } = answer;
    if (request.label !== this.#label) return;
    this.answered += 1;
    const isAfter = startedMs > this.promisedMs;
    if (isAfter) this.after += 1;
    if (isSuccess(status)) {
      this.lastSuccessMs = Math.max(this.lastSuccessMs ?? startedMs, startedMs);
      if (!isAfter) this.before += 1;
      else {
        this.late += 1;
        traffic.record.show(answer, `accepted, ${(startedMs - this.promisedMs).toFixed(1)} ms too late`);
      }
    } else if (isRefusal(status)) {
      if (isAfter) this.refusedAfter += 1;
      else if (endedMs < this.sentMs) this.refusedBefore += 1;
      if (endedMs > this.sentMs) this.firstRefusalMs = Math.min(this.firstRefusalMs ?? startedMs, startedMs);
    }
  }
}

async function overFreshConnections(
  lab: Lab,
  { held, use }: Subject,
): Promise<{ successes: number; refusals: number }> {
  const sent = await Promise.all(
    Array.from({ length: freshConnections }, () =>
      lab.send({
        step: 'after-revocation',
        role: 'probe',
        request: requestOf(lab, held, use),
        present: [asDocumented(lab.model, held, use.scheme)],
        raw: true,
        unpaced: true,
      }),
    ),
  );
  return {
    successes: sent.filter(({ ok }) => ok).length,
    refusals: sent.filter(({ status }) => isRefusal(status)).length,
  };
}

function boundText(lab: Lab, kind: string): string {
  const seconds = lab.model.credentials.get(kind)?.ends.withinSeconds ?? 0;
  return seconds === 0 ? '' : ` and ${seconds} s more`;
}
