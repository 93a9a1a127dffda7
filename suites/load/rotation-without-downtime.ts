import { type Held, Lacking } from '../lab/held.ts';
import { hookServes } from '../lab/hooked.ts';
import type { Lab } from '../lab/lab.ts';
import { revoke, rotate } from '../lab/lifecycle.ts';
import { declaredLack } from '../lab/means.ts';
import { obtain } from '../lab/obtain.ts';
import { credentialOperations, issuedKinds, revocableKinds } from '../predict/kinds.ts';
import { type LoadProbe, overInstances } from './probe.ts';
import { asSubject, Rationed, rationOf, refuseStanding, subjectOf } from './subject.ts';
import { Traffic } from './traffic.ts';
import { ValidityWindows } from './validity-windows.ts';

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
    const bornMs = performance.now();
    const old = await subjectOf(lab, kind);
    refuseStanding(lab, old.held);
    const { connections } = context.options;
    const ration = rationOf(old, 3);
    const choice = new Rationed(lab, old);
    const windows = new ValidityWindows();
    windows.opens(old.traffic.label, performance.now(), bornMs + lifeMs(lab, kind));
    choice.serve(old.traffic, ration);
    const traffic = new Traffic(lab, context, {
      connections,
      like: old.traffic,
      next: choice.next,
      also: context.also,
      atMostSeconds: 60,
      onAnswer: (answer) => {
        if (windows.add(answer)) traffic.record.show(answer, 'refused while it was valid');
      },
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
      const askedMs = performance.now();
      const next = await replace(lab, old.held, windows, traffic);
      if (lab.ended.has(old.held.alias) && !windows.isClosed(old.traffic.label))
        throw new Lacking(`there is no room for a second ${kind} beside the old one`);
      const fresh = asSubject(lab, next);
      if (fresh.traffic.base !== old.traffic.base)
        throw new Lacking('the new one is taken at another base URL than the old one');
      windows.opens(next.alias, performance.now(), askedMs + lifeMs(lab, kind));
      traffic.record.mark('new one given out');
      choice.serve(fresh.traffic, ration);
      await isServed(next.alias);
      choice.serve(fresh.traffic, ration, connections);
      if (!windows.isClosed(old.traffic.label) && canRevoke(lab, kind)) {
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

/** Where time passes on the target, a credential lives for so long only. */
function lifeMs(lab: Lab, name: string): number {
  const kind = lab.model.credentials.get(name);
  if (lab.config.control !== undefined || kind === undefined) return Number.POSITIVE_INFINITY;
  const lives = [kind.lifetime, kind.idle].map((bound) =>
    typeof bound === 'string' ? Number.POSITIVE_INFINITY : bound.afterSeconds,
  );
  return 1000 * Math.min(...lives);
}

/** For how long after a rotation was asked for the old value works beyond doubt, where it does not end at once. */
function graceMs(lab: Lab, name: string): number {
  const kind = lab.model.credentials.get(name);
  if (kind === undefined || typeof kind.rotation === 'string') return Number.POSITIVE_INFINITY;
  // What a new one needs to work is waited out on the same clock.
  return 1000 * Math.max(0, kind.rotation.afterSeconds - kind.starts.withinSeconds);
}

function canRevoke(lab: Lab, name: string): boolean {
  const [by] = credentialOperations(lab.model, 'revoke', name);
  return (
    hookServes(lab, 'revoke', by) || (by !== undefined && declaredLack(lab.config.overlay, by) === undefined)
  );
}

/** By the operation that rotates, else by issuing another. */
async function replace(lab: Lab, old: Held, windows: ValidityWindows, traffic: Traffic): Promise<Held> {
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
  const nowMs = performance.now();
  if (lab.model.credentials.get(old.kind)?.rotation === 'none') windows.closes(old.alias, nowMs);
  else windows.endsAt(old.alias, nowMs + graceMs(lab, old.kind));
  traffic.record.mark('rotation asked for');
  const { sent, next } = await rotate(lab, old);
  if (next === undefined) throw new Lacking(`the rotation was answered with ${sent.status || 'nothing'}`);
  return next;
}
