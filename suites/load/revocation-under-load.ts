import { Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { revoke } from '../lab/lifecycle.ts';
import { settleEnd } from '../lab/settle.ts';
import { revocableKinds } from '../predict/kinds.ts';
import { isRefusal, isSuccess, troubleIn } from './answered.ts';
import { FreshConnections } from './fresh-connections.ts';
import { type LoadProbe, overInstances } from './probe.ts';
import { RevocationTally } from './revocation-tally.ts';
import { Rationed, rationOf, refuseStanding, subjectOf } from './subject.ts';
import { type Answer, Traffic } from './traffic.ts';

/** Requests over connections of their own after the revocation; fewer where a rate is to be kept. */
const freshConnections = 20;
const fewFresh = 6;

/** Traffic ends by itself after so long, and the bound of the revocation. */
const mostSeconds = 60;

export const revocationUnderLoad: LoadProbe = {
  id: 'revocation-under-load',
  question: 'Under full traffic, does no request succeed that began after the revocation was acknowledged?',
  cites: ['RFC 7009 §2.1', 'OWASP ASVS 7.4.1'],
  thresholds: [
    '0 successes among requests that began after the acknowledgement and the declared bound',
    'how long it took is a figure, not a verdict; 5xx and requests without an answer warn',
  ],
  cases: (model) => {
    const kinds = revocableKinds(model).map(({ name }) => name);
    return kinds.length > 0 ? kinds : 'no operation revokes a credential that works by itself';
  },
  run: async (lab, context, kind) => {
    const victim = await subjectOf(lab, kind);
    refuseStanding(lab, victim.held);
    const choice = new Rationed(lab, victim);
    const ration = rationOf(victim, 4);
    const tally = new RevocationTally(victim.traffic.label);
    const { connections } = context.options;
    const enough = Math.min(ration, connections * 3);
    choice.serve(victim.traffic, ration);
    const traffic = new Traffic(lab, context, {
      connections,
      like: victim.traffic,
      next: choice.next,
      also: context.also,
      atMostSeconds: mostSeconds + boundOf(lab, kind),
      onAnswer: (answer) => {
        const late = tally.add(answer);
        if (late !== undefined) traffic.record.show(answer, `accepted, ${late.toFixed(1)} ms too late`);
      },
      seriesOf: (answer) => (answer.request === victim.traffic ? seriesOf(answer) : undefined),
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
      tally.acknowledgedMs = acknowledgedMs;
      if (!ok) throw new Lacking(`the revocation was answered with ${status || 'nothing'}`);
      traffic.record.mark('revocation sent', sentMs);
      traffic.record.mark('acknowledged', acknowledgedMs);
      const fresh = new FreshConnections(lab, victim);
      if (boundOf(lab, kind) > 0) {
        // What is declared to last may last: how long it did is told, and not judged.
        await fresh.send(fewFresh);
        await settleEnd(lab, victim.held);
      }
      tally.promisedMs = performance.now();
      choice.serve(victim.traffic, Number.POSITIVE_INFINITY);
      // Beside the traffic: on a busy server a new connection waits like the others.
      await fresh.send(context.options.rate === undefined ? freshConnections : fewFresh);
      await traffic.until(() => tally.after >= connections * 5);
      await traffic.stop();
      const { record } = traffic;
      for (const { ms, wasAccepted } of fresh.all)
        record.measure(`${wasAccepted ? 'accepted' : 'refused'} over a fresh connection`, ms);
      for (const ms of tally.inFlight) record.measure('under way at the acknowledgement', ms);
      const since = (ms: number | undefined) =>
        ms === undefined ? undefined : Math.max(0, ms - acknowledgedMs);
      const lastInFlight = since(tally.lastSuccessEndedMs) ?? 0;
      const firstFresh = since(fresh.firstRefusalMs);
      record.value('revocation request, ms', acknowledgedMs - sentMs);
      record.value('last success began after it was sent, ms', (tally.lastSuccessMs ?? sentMs) - sentMs);
      if (tally.firstRefusalMs !== undefined)
        record.value('first refusal began after it was sent, ms', tally.firstRefusalMs - sentMs);
      record.value('last success in flight ended after the acknowledgement, ms', lastInFlight);
      if (firstFresh !== undefined)
        record.value('first refusal over a fresh connection ended after the acknowledgement, ms', firstFresh);
      const expected = `0 successes that began after the acknowledgement${boundText(lab, kind)}${overInstances(context)}`;
      const { successes: freshSuccesses, refusals: freshRefusals } = fresh.since(tally.promisedMs);
      const late = tally.late + freshSuccesses;
      const observed = `${tally.before} successes before; after it ${tally.late} successes and ${tally.refusedAfter} refusals on ${connections} connections, ${freshSuccesses} successes and ${freshRefusals} refusals over fresh ones; ${lastInFlight > 0 ? `the last success in flight ended ${lastInFlight.toFixed(1)} ms after it` : 'no success in flight ended after it'}${
        firstFresh === undefined
          ? ''
          : `, the first refusal over a fresh connection ${firstFresh.toFixed(1)} ms`
      }${troubleIn(
        record.count((one) => one >= 500),
        record.unanswered,
      )}`;
      const shown = { expected, observed, evidence: record.evidence, figures: record.figures() };
      if (late > 0) return { verdict: 'fail', ...shown };
      if (tally.refusedAfter === 0 || freshRefusals === 0) return { verdict: 'untestable', ...shown };
      const isTroubled = record.unanswered > 0 || record.count((one) => one >= 500) > 0;
      return { verdict: isTroubled ? 'warn' : 'pass', ...shown };
    } finally {
      await traffic.stop();
    }
  },
};

function seriesOf(answer: Answer): string | undefined {
  if (isSuccess(answer)) return 'accepted';
  return isRefusal(answer) ? 'refused' : undefined;
}

function boundOf(lab: Lab, kind: string): number {
  return lab.model.credentials.get(kind)?.ends.withinSeconds ?? 0;
}

function boundText(lab: Lab, kind: string): string {
  const seconds = boundOf(lab, kind);
  return seconds === 0 ? '' : ` and ${seconds} s more`;
}
