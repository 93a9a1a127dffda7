import type { CredentialKind } from '../../spec/model.ts';
import { CutShort } from '../lab/budget.ts';
import { forbiddenTo } from '../lab/forbidden.ts';
import { type Held, Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { revoke } from '../lab/lifecycle.ts';
import { obtain } from '../lab/obtain.ts';
import { asDocumented, overScheme } from '../lab/present.ts';
import { settleEnd } from '../lab/settle.ts';
import { keepStanding } from '../lab/standing.ts';
import { requestOf } from '../lab/use.ts';
import { revocableKinds } from '../predict/kinds.ts';
import { isRefusal, isSuccess, troubleIn } from './answered.ts';
import { kindsForTraffic } from './kinds.ts';
import type { LoadProbe } from './probe.ts';
import { Refill } from './refill.ts';
import { type TrafficRequest, trafficRequest, withoutCredential } from './request.ts';
import { refuseStanding, type Subject, subjectOf } from './subject.ts';
import { type Answer, Traffic } from './traffic.ts';

/** A refusal is a lever if its median is so many times that of an acceptance, and so much more in milliseconds. */
const leverRatio = 5;
const leverMs = 5;

/** Requests of each sort: one after the other, so that none waits for another. */
const rounds = 100;

/** Where they take long, fewer will do. */
const fewest = 20;
const longMs = 3000;

export const refusalCost: LoadProbe = {
  id: 'refusal-cost',
  question: 'Does a refusal cost the target no more than an acceptance, or is it a lever to wear it out?',
  cites: ['OWASP API4:2023', 'CWE-400', 'CWE-208'],
  thresholds: [
    `warns where the median of a refusal is more than ${leverRatio} × that of an acceptance and more than ${leverMs} ms above it`,
    '5xx and requests without an answer warn',
    'medians over interleaved rounds on one connection; a difference between unknown and revoked is information only',
  ],
  cases: (model, standing) => {
    const revocable = revocableKinds(model);
    const kinds = kindsForTraffic(model, standing).toSorted(
      (a, b) => Number(revocable.includes(b)) - Number(revocable.includes(a)),
    );
    return kinds[0] === undefined ? 'no credential works by itself' : [kinds[0].name];
  },
  run: async (lab, context, name) => {
    const kind = lab.model.credentials.get(name);
    if (kind === undefined) throw new Lacking(`the document has no credential ${name}`);
    const valid = await subjectOf(lab, name);
    const missing: string[] = [];
    const refusedSorts = await sortsOfRefusal(lab, kind, valid, missing);
    const sorts = [{ ...valid.traffic, label: 'valid' }, ...refusedSorts];
    const refill = new Refill(lab, valid.tiers, kind);
    let turn = -1;
    const traffic = new Traffic(lab, context, {
      connections: 1,
      like: valid.traffic,
      next: () => {
        turn = (turn + 1) % sorts.length;
        return sorts[turn] ?? valid.traffic;
      },
      atMostSeconds: 60,
      onAnswer: ({ status, request }) => {
        if (request.label === 'valid' && status === 429) refill.empty();
      },
      seriesOf,
    });
    await traffic.until(() => {
      const { requests, beganMs } = traffic.record;
      const isLong = performance.now() - beganMs > longMs;
      return requests >= (isLong ? fewest : rounds) * sorts.length;
    });
    await traffic.stop();
    await refill.settled();
    const { record } = traffic;
    const base = record.latencies('valid');
    const figures = record.figures();
    if (base.count < Math.min(fewest, valid.tiers[0]?.limit ?? fewest) - 1)
      throw new Lacking(`only ${base.count} requests were accepted: too few to compare with`);
    const acceptedMs = base.percentile(0.5);
    const refused = figures.latency.filter((series) => series.name !== 'valid' && series.count >= fewest / 2);
    const unseen = refusedSorts.filter(({ label }) => !refused.some(({ name: sort }) => sort === label));
    const broken = record.count((status) => status >= 500);
    const isTroubled = broken > 0 || record.unanswered > 0;
    const levers = refused.filter(({ p50Ms }) => isLever(p50Ms, acceptedMs));
    for (const { name: sort, p50Ms } of refused)
      record.value(`${sort} ÷ valid (medians)`, p50Ms / Math.max(0.001, acceptedMs));
    const [revokedMs, unknownMs] = ['revoked', 'unknown'].map(
      (sort) => refused.find(({ name: one }) => one === sort)?.p50Ms,
    );
    if (revokedMs !== undefined && unknownMs !== undefined)
      record.value('revoked ÷ unknown (medians; information)', revokedMs / Math.max(0.001, unknownMs));
    const untried = [
      ...(unseen.length === 0 ? [] : [`; not refused: ${unseen.map(({ label }) => label).join(', ')}`]),
      ...(missing.length === 0 ? [] : [`; not tried: ${missing.join(', ')}`]),
      troubleIn(broken, record.unanswered),
    ].join('');
    const medians = [`valid ${acceptedMs} ms`, ...refused.map((one) => `${one.name} ${one.p50Ms} ms`)];
    return {
      verdict:
        levers.length > 0 ? 'warn' : refused.length === 0 ? 'untestable' : isTroubled ? 'warn' : 'pass',
      expected: `no refusal takes more than ${leverRatio} × an acceptance (medians)`,
      observed: `${medians.join(', ')}${levers.length === 0 ? '' : `: far more for ${levers.map((one) => one.name).join(', ')}`}${untried}`,
      figures: record.figures(),
      evidence: record.evidence,
    };
  },
};

/** Does a refusal cost far more than an acceptance? Both are medians in milliseconds. */
export function isLever(refusedMs: number, acceptedMs: number): boolean {
  return refusedMs > acceptedMs * leverRatio && refusedMs > acceptedMs + leverMs;
}

/** A sort counts only where it was answered as meant. */
function seriesOf(answer: Answer): string | undefined {
  const { label } = answer.request;
  if (label === 'valid') return isSuccess(answer) ? 'valid' : answer.status === 429 ? 'limited' : undefined;
  return isRefusal(answer) ? label : undefined;
}

/** `missing`: what cannot be had, with the reason. */
async function sortsOfRefusal(
  lab: Lab,
  kind: CredentialKind,
  valid: Subject,
  missing: string[],
): Promise<readonly TrafficRequest[]> {
  const request = requestOf(lab, valid.held, valid.use);
  const scheme = lab.model.schemes.get(valid.use.scheme);
  const sorts: TrafficRequest[] = [trafficRequest(lab, withoutCredential, request, [])];
  if (scheme !== undefined) {
    const unknown = [...valid.held.secret].toReversed().join('');
    for (const [label, secret] of [
      ['unknown', unknown],
      ['malformed', '~'],
    ] as const) {
      const presented = { scheme: scheme.name, form: label };
      sorts.push(trafficRequest(lab, label, request, [overScheme(scheme, secret, presented)]));
    }
  }
  sorts.push(...(await orNone('revoked', () => revokedSort(lab, kind, valid), missing)));
  sorts.push(...(await orNone('forbidden', () => forbiddenSort(lab, kind), missing)));
  // Another place on the network has other latencies.
  return sorts.filter(({ base }) => base === valid.traffic.base);
}

async function revokedSort(lab: Lab, kind: CredentialKind, { use }: Subject): Promise<TrafficRequest> {
  const held = ended(lab, kind) ?? (await revokedAnew(lab, kind));
  return trafficRequest(lab, 'revoked', requestOf(lab, held, use), [
    asDocumented(lab.model, held, use.scheme),
  ]);
}

/** One of which the target file says that it was revoked. */
function ended(lab: Lab, { name }: CredentialKind): Held | undefined {
  const given = lab.config.provisioned?.find(({ kind, state }) => kind === name && state === 'revoked');
  return given === undefined ? undefined : keepStanding(lab, given);
}

async function revokedAnew(lab: Lab, kind: CredentialKind): Promise<Held> {
  if (!revocableKinds(lab.model).includes(kind)) throw new Lacking(`nothing revokes a ${kind.name}`);
  const held = await obtain(lab, kind.name);
  refuseStanding(lab, held);
  const { ok } = await revoke(lab, held);
  if (!ok) throw new Lacking('the revocation was refused');
  await settleEnd(lab, held);
  return held;
}

/** A credential that holds one name only, where that name does not open a read. */
async function forbiddenSort(lab: Lab, kind: CredentialKind): Promise<TrafficRequest> {
  if (!kind.rights.includes('own')) throw new Lacking(`a ${kind.name} holds no names of its own`);
  for (const name of kind.names) {
    const wanted = { kind: kind.name, rights: [name] };
    const at = forbiddenTo(lab, wanted).find(
      ({ operation }) => operation.method === 'GET' && !operation.path.includes('{') && !operation.console,
    );
    if (at === undefined) continue;
    const held = await obtain(lab, kind.name, { rights: [name] });
    return trafficRequest(lab, 'forbidden', requestOf(lab, held, at), [
      asDocumented(lab.model, held, at.scheme),
    ]);
  }
  throw new Lacking('no name leaves a read closed');
}

async function orNone(
  sort: string,
  make: () => Promise<TrafficRequest>,
  missing: string[],
): Promise<readonly TrafficRequest[]> {
  try {
    return [await make()];
  } catch (error) {
    if (!(error instanceof Lacking) || error instanceof CutShort) throw error;
    missing.push(`${sort} (${error.message})`);
    return [];
  }
}
