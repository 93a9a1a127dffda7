import type { CredentialKind } from '../../spec/model.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { countingTiers } from '../predict/tiers.ts';
import { isRefusal, isSuccess } from './answered.ts';
import { kindsForTraffic } from './kinds.ts';
import { Latencies } from './latencies.ts';
import type { LoadFinding, LoadProbe, ServerMemory } from './probe.ts';
import { Rationed, subjectOf } from './subject.ts';
import { Traffic } from './traffic.ts';

/** Latency drifts if the median of the last third is so many times that of the first, and so much more. */
const driftRatio = 5;
const driftMs = 25;

/** Where fewer have been answered in time, it goes on, but for so many times as long at most. */
const fewest = 100;
const slowest = 5;

/** Memory grows if the heap after the traffic, tidied, is so much larger than after its first third. */
const growthRatio = 1.5;
const growthBytes = 48 * 1024 * 1024;

export const soak: LoadProbe = {
  id: 'soak',
  question:
    'Does the target stay sound under lasting traffic: no errors, no refusals, no drift of latency or memory?',
  cites: ['OWASP API4:2023', 'CWE-401'],
  thresholds: [
    '0 × 5xx and 0 refusals of a valid credential',
    `warns where the median latency of the last third is more than ${driftRatio} × that of the first and more than ${driftMs} ms above it`,
    `warns where the heap grows by more than half and ${growthBytes / 1024 / 1024} MiB (embedded mock only: of other targets it cannot be had)`,
    'requests without an answer warn; so does 429 where the document tells of no limit',
  ],
  cases: (model, standing) => {
    const kind = freest(kindsForTraffic(model, standing), (one) => limitsOn(model, one));
    return kind === undefined ? 'no credential works by itself' : [kind.name];
  },
  run: async (lab, context, name) => {
    const subject = await subjectOf(lab, name);
    const { connections, memory } = context.options;
    const seconds = withinLife(lab, name, context.options.durationSeconds);
    const choice = new Rationed(lab, subject);
    choice.serve(subject.traffic, subject.tiers[0]?.limit ?? Number.POSITIVE_INFINITY);
    const thirds = [new Latencies(), new Latencies(), new Latencies()] as const;
    let refusals = 0;
    let successes = 0;
    let limited = 0;
    const traffic = new Traffic(lab, context, {
      connections,
      like: subject.traffic,
      next: choice.next,
      atMostSeconds: seconds * slowest,
      onAnswer: (answer) => {
        const { request, status, startedMs, endedMs, first } = answer;
        const share = (endedMs - traffic.record.beganMs) / (seconds * 1000);
        const third = thirds[Math.min(2, Math.floor(share * 3))];
        if (!first) third?.record(endedMs - startedMs);
        if (status >= 500) traffic.record.show(answer, 'the server broke');
        if (request !== subject.traffic) return;
        if (isSuccess(answer)) successes += 1;
        if (status === 429) limited += 1;
        if (!isRefusal(answer)) return;
        refusals += 1;
        traffic.record.show(answer, 'a valid credential was refused');
      },
      seriesOf: ({ request, status }) => `${request.label}, ${status}`,
    });
    let early: ServerMemory | undefined;
    let hanging = 0;
    try {
      await traffic.until(() => performance.now() - traffic.record.beganMs > (seconds * 1000) / 3);
      early = await memory?.();
      await traffic.until(() => {
        const elapsedMs = performance.now() - traffic.record.beganMs;
        return elapsedMs >= seconds * 1000 && traffic.record.requests >= fewest;
      });
      // What hangs until the end is no answer either.
      const overMs = performance.now();
      await traffic.until(() => traffic.underWaySince(overMs) === 0);
      hanging = traffic.underWaySince(overMs);
    } finally {
      await traffic.stop();
    }
    const late = await memory?.();
    const { record } = traffic;
    const broken = record.count((status) => status >= 500);
    const drift = driftOf(thirds[0], thirds[2]);
    const growth = early === undefined || late === undefined ? undefined : growthOf(early, late);
    record.value('median latency of the first third, ms', thirds[0].percentile(0.5));
    record.value('median latency of the last third, ms', thirds[2].percentile(0.5));
    if (early !== undefined && late !== undefined) {
      record.value('heap after the first third, MiB', mebibytes(early.heapUsed));
      record.value('heap after the traffic, MiB', mebibytes(late.heapUsed));
      record.value('resident set after the traffic, MiB', mebibytes(late.rss));
    }
    return {
      verdict: verdictOf({
        broken,
        refusals,
        successes,
        warns:
          drift.drifts ||
          growth?.grows === true ||
          record.unanswered + hanging > 0 ||
          (limited > 0 && subject.tiers.length === 0),
      }),
      expected: `${seconds} s of traffic with no error, no refusal and no drift`,
      observed: `${record.requests} answers, ${successes} of them accepted, ${broken} × 5xx, ${refusals} refusals, ${limited} × 429, ${record.unanswered} without an answer${hanging === 0 ? '' : `, ${hanging} still under way`}; ${drift.text}; ${growth?.text ?? 'memory: not to be had on this target'}`,
      evidence: record.evidence,
      figures: record.figures(),
    };
  },
};

export function verdictOf(seen: {
  readonly broken: number;
  readonly refusals: number;
  readonly successes: number;
  readonly warns: boolean;
}): LoadFinding['verdict'] {
  if (seen.broken > 0) return 'fail';
  // Who was never let in may not be valid at all.
  if (seen.successes === 0) return 'untestable';
  if (seen.refusals > 0) return 'fail';
  return seen.warns ? 'warn' : 'pass';
}

function driftOf(first: Latencies, last: Latencies): { readonly drifts: boolean; readonly text: string } {
  const [early, late] = [first.percentile(0.5), last.percentile(0.5)];
  return {
    drifts: first.count > 0 && last.count > 0 && late > early * driftRatio && late > early + driftMs,
    text: `median latency ${early} ms, then ${late} ms`,
  };
}

function growthOf(
  early: ServerMemory,
  late: ServerMemory,
): { readonly grows: boolean; readonly text: string } {
  return {
    grows: late.heapUsed > early.heapUsed * growthRatio && late.heapUsed > early.heapUsed + growthBytes,
    text: `heap ${mebibytes(early.heapUsed)} MiB, then ${mebibytes(late.heapUsed)} MiB`,
  };
}

function mebibytes(bytes: number): number {
  return Math.round((bytes / 1024 / 1024) * 10) / 10;
}

/** Where time passes, a credential that expires meanwhile is rightly refused. */
function withinLife(lab: Lab, name: string, seconds: number): number {
  const kind = lab.model.credentials.get(name);
  if (lab.config.control !== undefined || kind === undefined) return seconds;
  const lives = [kind.lifetime, kind.idle].map((bound) =>
    typeof bound === 'string' ? Number.POSITIVE_INFINITY : bound.afterSeconds,
  );
  const most = Math.min(seconds, Math.floor(Math.min(...lives) / (slowest + 1)));
  if (most < 1) throw new Lacking(`a ${name} lives too short for lasting traffic`);
  return most;
}

function limitsOn(model: Lab['model'], { name }: CredentialKind): number {
  return countingTiers(model).filter(
    ({ scheme }) => scheme === undefined || model.schemes.get(scheme)?.credential === name,
  ).length;
}

function freest<T>(all: readonly T[], limits: (one: T) => number): T | undefined {
  return all.toSorted((a, b) => limits(a) - limits(b))[0];
}
