import { type Held, Lacking } from '../lab/held.ts';
import { hookServes } from '../lab/hooked.ts';
import type { Lab } from '../lab/lab.ts';
import { revoke, rotate } from '../lab/lifecycle.ts';
import { declaredLack } from '../lab/means.ts';
import { obtain } from '../lab/obtain.ts';
import { credentialOperations, issuedKinds, revocableKinds } from '../predict/kinds.ts';
import { isRefusal, isSuccess } from './answered.ts';
import { type LoadProbe, overInstances } from './probe.ts';
import { asSubject, Rationed, rationOf, refuseStanding, subjectOf } from './subject.ts';
import { type Answer, Traffic } from './traffic.ts';

export const rotationWithoutDowntime: LoadProbe = {
  id: 'rotation-without-downtime',
  question:
    'Can a credential be replaced under full traffic with no request refused that carried the one valid at its time?',
  cites: ['OWASP ASVS 13.3.4'],
  thresholds: [
    '0 refusals of the old credential before its end was asked for',
    '0 refusals of the new one after it was given out (and its declared delay)',
    '0 × 5xx',
  ],
  cases: (model) => {
    const revocable = revocableKinds(model);
    const kinds = issuedKinds(model)
      .filter(
        (kind) =>
          kind.count.max > 1 &&
          (revocable.includes(kind) || credentialOperations(model, 'rotate', kind.name).length > 0),
      )
      .map(({ name }) => name);
    return kinds.length > 0 ? kinds : 'no credential can be replaced by another of its kind';
  },
  run: async (lab, context, kind) => {
    const old = await subjectOf(lab, kind);
    refuseStanding(lab, old.held);
    const { connections } = context.options;
    const ration = rationOf(old, 3);
    const choice = new Rationed(lab, old);
    const windows = new Windows();
    windows.opens(old.traffic.label, performance.now());
    choice.serve(old.traffic, ration);
    const traffic = new Traffic(lab, context, {
      connections,
      like: old.traffic,
      next: choice.next,
      also: context.also,
      atMostSeconds: 60,
      onAnswer: (answer) => windows.add(answer, traffic),
      seriesOf: ({ request }) => (windows.knows(request.label) ? request.label : undefined),
    });
    const isServed = async (label: string) => {
      const enough = Math.min(ration, connections * 3);
      const most = Math.min(ration, connections * 50);
      await traffic.until(() => windows.successes(label) >= enough || windows.answered(label) >= most);
      if (windows.successes(label) === 0 && windows.refusals === 0)
        throw new Lacking(`nothing was accepted from ${label} under load, so a gap cannot be seen`);
    };
    try {
      await isServed(old.traffic.label);
      choice.serve(old.traffic, ration, connections);
      const next = await replace(lab, old.held, windows, traffic);
      if (lab.ended.has(old.held.alias) && !windows.isClosed(old.traffic.label))
        throw new Lacking(`there is no room for a second ${kind} beside the old one`);
      const fresh = asSubject(lab, next);
      if (fresh.traffic.base !== old.traffic.base)
        throw new Lacking('the new one is taken at another base URL than the old one');
      windows.opens(next.alias, performance.now());
      traffic.record.mark('new one given out');
      choice.serve(fresh.traffic, ration);
      await isServed(next.alias);
      choice.serve(fresh.traffic, ration, connections);
      if (!windows.isClosed(old.traffic.label)) {
        windows.closes(old.traffic.label, performance.now());
        traffic.record.mark('end of the old one asked for');
        await revoke(lab, old.held);
      }
      choice.serve(fresh.traffic, ration);
      const enough = windows.answered(next.alias) + Math.min(ration, connections * 3);
      await traffic.until(() => windows.answered(next.alias) >= enough || traffic.record.unanswered > 0);
      await traffic.stop();
      const { record } = traffic;
      const broken = record.count((status) => status >= 500);
      const shown = {
        expected: `no refusal of the old one before its end was asked for, nor of the new one once given out${overInstances(context)}`,
        observed: `${windows.successes(old.traffic.label)} successes with the old one, ${windows.successes(next.alias)} with the new one; ${windows.refusals} refusals, ${broken} × 5xx, ${record.unanswered} without an answer`,
        evidence: record.evidence,
        figures: record.figures(),
      };
      if (windows.refusals > 0 || broken > 0) return { verdict: 'fail', ...shown };
      return { verdict: record.unanswered > 0 ? 'warn' : 'pass', ...shown };
    } finally {
      await traffic.stop();
    }
  },
};

/** By the operation that rotates, else by issuing another. */
async function replace(lab: Lab, old: Held, windows: Windows, traffic: Traffic): Promise<Held> {
  const [rotating] = credentialOperations(lab.model, 'rotate', old.kind);
  const isThere = rotating !== undefined && declaredLack(lab.config.overlay, rotating) === undefined;
  if (!isThere && (rotating === undefined || !hookServes(lab, 'rotate', rotating))) {
    traffic.record.mark('new one asked for');
    return obtain(lab, old.kind, {
      name: lab.unique('successor'),
      user: old.user,
      tenant: old.tenant,
      ...(old.rights === undefined ? {} : { rights: old.rights }),
    });
  }
  // Where the old value ends at once, it may end as soon as that is asked for.
  if (lab.model.credentials.get(old.kind)?.rotation === 'none') windows.closes(old.alias, performance.now());
  traffic.record.mark('rotation asked for');
  const { sent, next } = await rotate(lab, old);
  if (next === undefined) throw new Lacking(`the rotation was answered with ${sent.status || 'nothing'}`);
  return next;
}

interface Window {
  readonly fromMs: number;
  toMs: number;
  successes: number;
  answered: number;
}

/** When which credential was valid beyond doubt, and what became of requests that lay within. */
class Windows {
  refusals = 0;
  readonly #windows = new Map<string, Window>();

  opens(label: string, fromMs: number): void {
    this.#windows.set(label, { fromMs, toMs: Number.POSITIVE_INFINITY, successes: 0, answered: 0 });
  }

  closes(label: string, toMs: number): void {
    const window = this.#windows.get(label);
    if (window !== undefined) window.toMs = Math.min(window.toMs, toMs);
  }

  isClosed(label: string): boolean {
    return this.#windows.get(label)?.toMs !== Number.POSITIVE_INFINITY;
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

  add(answer: Answer, traffic: Traffic): void {
    const window = this.#windows.get(answer.request.label);
    if (window === undefined) return;
    window.answered += 1;
    if (isSuccess(answer)) window.successes += 1;
    if (!isRefusal(answer)) return;
    if (answer.startedMs < window.fromMs || answer.endedMs > window.toMs) return;
    this.refusals += 1;
    traffic.record.show(answer, 'refused while it was valid');
  }
}
