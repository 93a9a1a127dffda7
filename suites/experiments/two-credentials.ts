import type { Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { type Stand, standAt } from '../lab/anchor.ts';
import { mayCall } from '../lab/caller.ts';
import { columnsOf, ready } from '../lab/columns.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { overScheme, type Presentation } from '../lab/present.ts';
import { twoSchemes } from '../predict/anchors.ts';
import { neverIssued } from './credential-forms.ts';

/** Two credentials of different schemes in one request: one bad, or both good and of different people. */
export const twoCredentials: Experiment = {
  id: 'two-credentials',
  purpose: 'What happens to a request that carries credentials of two schemes?',
  steps: [
    'controls: a GET that takes either of two schemes, with each alone',
    'probes: one good and one bad, in both orders of the fields',
    'probes: both good and of different tenants, sent twice',
    'probes `weak-and-good`: one without a right to the call, which `weak-alone` shows, and a good one of another tenant',
  ],
  destructive: false,
  applies: (model) => twoSchemes(model) !== undefined || 'no GET takes either of two security schemes',
  run: async (lab) => {
    const found = twoSchemes(lab.model);
    if (found === undefined) throw new Lacking('no GET takes either of two security schemes');
    const [tenant, otherTenant] = lab.model.fixtures.tenants;
    for (const [first, second] of [found.schemes, [...found.schemes].reverse()]) {
      if (first === undefined || second === undefined) continue;
      const a = await stand(lab, found.operation, first, tenant);
      const b = await stand(lab, found.operation, second, otherTenant ?? tenant);
      await probe(lab, a, b);
      await borrow(lab, a, b);
    }
  },
};

async function stand(
  lab: Lab,
  operation: Operation,
  schemeName: string,
  tenant: string | undefined,
): Promise<Stand> {
  const scheme = lab.model.schemes.get(schemeName);
  const kind = lab.model.credentials.get(scheme?.credential ?? '');
  if (scheme === undefined || kind === undefined) throw new Lacking(`no credential for ${schemeName}`);
  return standAt(lab, { scheme, kind, operation }, { tenant });
}

async function probe(lab: Lab, a: Stand, b: Stand): Promise<void> {
  const [nameA, nameB] = [a.anchor.scheme.name, b.anchor.scheme.name];
  const base = { request: a.request, raw: true };
  const controlA = await lab.send({
    ...base,
    step: 'alone',
    role: 'control',
    case: nameA,
    present: [a.good],
  });
  const controlB = await lab.send({
    ...base,
    step: 'alone',
    role: 'control',
    case: nameB,
    present: [b.good],
  });
  const bad = badOf(b);
  for (const [order, present] of [
    ['first', [a.good, bad]],
    ['second', [bad, a.good]],
  ] as const) {
    await lab.send({
      ...base,
      step: 'good-and-bad',
      role: 'probe',
      case: `good ${nameA} ${order}, bad ${nameB}`,
      present,
      control: controlA.seq,
    });
  }
  for (const attempt of ['first time', 'second time']) {
    await lab.send({
      ...base,
      step: 'both-good',
      role: 'probe',
      case: `${nameA} of one and ${nameB} of another, ${attempt}`,
      present: [a.good, b.good],
      control: controlA.seq,
      detail: { controlA: controlA.seq, controlB: controlB.seq },
    });
  }
}

/** Does a credential that may not make the call borrow the right from one beside it, for its own tenant's data? */
async function borrow(lab: Lab, a: Stand, b: Stand): Promise<void> {
  const { scheme, operation } = a.anchor;
  if (a.tenant === b.tenant) return;
  const caller = columnsOf(lab, scheme).find((one) => !mayCall(lab.model, operation, one));
  if (caller === undefined) return;
  const weak = await ready(lab, caller);
  const base = {
    request: a.request,
    raw: true,
    case: `${caller.label} beside a good ${b.anchor.scheme.name}`,
  };
  const alone = await lab.send({ ...base, step: 'weak-alone', role: 'probe', present: weak.present });
  const control = await lab.send({ ...base, step: 'alone', role: 'control', present: [b.good] });
  await lab.send({
    ...base,
    step: 'weak-and-good',
    role: 'probe',
    present: [...weak.present, b.good],
    control: control.seq,
    detail: { weak: alone.seq },
  });
}

function badOf(stand: Stand): Presentation {
  const text = neverIssued(stand);
  const { scheme } = stand.anchor;
  return { ...overScheme(scheme, text, { scheme: scheme.name, form: 'unknown' }), sensitive: [text] };
}
