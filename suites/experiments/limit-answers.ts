import type { Operation, Tier } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import { type BuiltRequest, collectionOf } from '../lab/build-request.ts';
import { type Held, Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { closeGuess, type Presentation } from '../lab/present.ts';
import { countingTiers, hasTiers, tierLabel } from '../predict/tiers.ts';
import { Spender, subjectOf } from './limit-subject.ts';

/** What limited callers are told, whatever else is wrong with their requests. */
export const limitAnswers: Experiment = {
  id: 'limit-answers',
  purpose: 'Do all answers tell of the limit that should, and which refusal wins when two are due?',
  steps: [
    'with room: probe `ok`, `no-right`, `unknown-record`, `bad-body`; `bad-credential` with an altered credential',
    '`drain`: until the limit is reached',
    'probe `limited-ok`, `limited-no-right`, `limited-unknown-record`, `limited-bad-body`, `limited-bad-credential`',
  ],
  destructive: false,
  applies: (model) =>
    hasTiers(model) === true
      ? byCredential(model.tiers).length > 0 || 'no limit counts by credential'
      : hasTiers(model),
  run: async (lab) => {
    const tier = byCredential(countingTiers(lab.model)).toSorted((a, b) => a.limit - b.limit)[0];
    if (tier !== undefined) await attempt(lab, tierLabel(tier), () => answers(lab, tier));
  },
};

function byCredential(tiers: readonly Tier[]): readonly Tier[] {
  return tiers.filter(
    (tier) =>
      tier.scheme !== undefined &&
      tier.per.length === 1 &&
      tier.per[0] === 'credential' &&
      tier.counts === 'all',
  );
}

interface Variant {
  readonly step: string;
  readonly request: BuiltRequest;
  readonly present: readonly Presentation[];
}

async function answers(lab: Lab, tier: Tier): Promise<void> {
  const scheme = tier.scheme ?? '';
  const forbidden = forbiddable(lab, scheme);
  const kind = lab.model.credentials.get(lab.model.schemes.get(scheme)?.credential ?? '');
  const lost = new Set(forbidden?.security.flatMap((requirement) => requirement.get(scheme) ?? []));
  const subject = await subjectOf(
    lab,
    tier,
    forbidden === undefined ? {} : { rights: kind?.names.filter((name) => !lost.has(name)) },
  );
  const { held } = subject;
  if (held === undefined) throw new Lacking(`${tierLabel(tier)} counts no credential`);
  const spender = new Spender(lab, subject);
  const variants = variantsOf(lab, subject.present, held, scheme, forbidden);
  const all = (prefix: string) =>
    [{ step: 'ok', request: subject.request, present: subject.present }, ...variants].map((one) => ({
      ...one,
      step: `${prefix}${one.step}`,
    }));
  for (const { step, request, present } of all('')) await spender.send(step, { request, present });
  for (let sent = 0; sent < tier.limit; sent += 1) if (!(await spender.send('drain')).ok) break;
  for (const { step, request, present } of all('limited-')) await spender.send(step, { request, present });
}

function variantsOf(
  lab: Lab,
  present: readonly Presentation[],
  held: Held,
  scheme: string,
  forbidden: Operation | undefined,
): readonly Variant[] {
  const may = (operation: Operation) =>
    !operation.console &&
    operation.security.some(
      (requirement) =>
        requirement.size === present.length &&
        requirement.has(scheme) &&
        (requirement.get(scheme) ?? []).every((name) => held.rights?.includes(name) ?? true),
    );
  const variants: Variant[] = [];
  if (forbidden !== undefined)
    variants.push({ step: 'no-right', request: lab.build(forbidden, place(held)), present });
  const item = lab.model.operations.find(
    (operation) =>
      may(operation) &&
      operation.objectKind === 'record' &&
      operation.path !== collectionOf(operation) &&
      operation.verb !== 'delete',
  );
  if (item !== undefined) {
    const built = lab.build(item, { ...place(held), params: idParam(item) });
    variants.push({ step: 'unknown-record', request: built, present });
  }
  const create = lab.model.operations.find(
    (operation) =>
      may(operation) &&
      operation.objectKind === 'record' &&
      operation.verb === 'create' &&
      operation.body?.required === true,
  );
  if (create !== undefined)
    variants.push({
      step: 'bad-body',
      request: { ...lab.build(create, place(held)), body: 'not an object' },
      present,
    });
  const carrier = lab.model.schemes.get(scheme);
  const [read] = lab.model.operations.filter((operation) => may(operation) && operation.method === 'GET');
  if (carrier !== undefined && read !== undefined) {
    // The public part of the value stays: only what proves the possession changes.
    const altered =
      held.secret.slice(0, -6) +
      [...held.secret.slice(-6)].map((letter) => (letter === 'a' ? 'b' : 'a')).join('');
    lab.taint.registerForm(held.alias, altered, 'altered');
    const bad = closeGuess(carrier, altered, 'altered');
    variants.push({
      step: 'bad-credential',
      request: lab.build(read, place(held)),
      present: [...present.slice(0, -1), bad],
    });
  }
  return variants;
}

function place(held: Held): { values?: Record<string, unknown> } {
  return held.tenant === undefined
    ? {}
    : { values: { 'record.tenant': held.tenant, 'tenant.id': held.tenant } };
}

function idParam(operation: Operation): Record<string, string> {
  const last = [...operation.path.slice(collectionOf(operation).length).matchAll(/\{([^}]+)\}/g)][0]?.[1];
  return last === undefined ? {} : { [last]: 'no-such-record' };
}

/** A read that a credential can be kept out of by the names that it is given. */
function forbiddable(lab: Lab, scheme: string): Operation | undefined {
  const kind = lab.model.credentials.get(lab.model.schemes.get(scheme)?.credential ?? '');
  if (kind?.rights.includes('own') !== true) return undefined;
  const names = (operation: Operation) =>
    new Set(operation.security.flatMap((requirement) => requirement.get(scheme) ?? []));
  const reads = lab.model.operations.filter(
    (operation) => operation.method === 'GET' && !operation.console && names(operation).size > 0,
  );
  return reads.findLast((operation) =>
    reads.some((other) => [...names(other)].some((name) => !names(operation).has(name))),
  );
}
