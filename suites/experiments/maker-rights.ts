import type { CredentialKind } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import { type Use, use, usesOf } from '../lab/exercise.ts';
import { forbiddenTo } from '../lab/forbidden.ts';
import type { Held } from '../lab/held.ts';
import type { Lab, Sent } from '../lab/lab.ts';
import { obtain } from '../lab/obtain.ts';
import { asDocumented } from '../lab/present.ts';
import { issuedKinds, someOrReason } from '../predict/kinds.ts';
import { disjointNames, rightsToTry } from '../predict/rights.ts';

/** Credentials with fewer rights than their maker, and with two of them. */
export const makerRights: Experiment = {
  id: 'maker-rights',
  purpose: 'Do the names given at issue decide, all of them and nothing else, whatever the maker may do?',
  steps: [
    'probe `beyond-own`: calls that the credential has no name for; control `with-name`: the same with one that has',
    'probe `several-first`, `several-second`: a credential with two names at a call of either',
    'probe `several-neither`: the same at a call that neither opens',
  ],
  destructive: false,
  applies: (model) =>
    someOrReason(kindsWithOwnNames(issuedKinds(model)), 'no credential is given names at issue'),
  run: async (lab) => {
    for (const kind of kindsWithOwnNames(issuedKinds(lab.model))) {
      await attempt(lab, kind.name, () => oneName(lab, kind));
      await attempt(lab, `${kind.name} two names`, () => twoNames(lab, kind));
    }
  },
};

function kindsWithOwnNames(kinds: readonly CredentialKind[]): readonly CredentialKind[] {
  return kinds.filter(({ rights, names }) => rights.includes('own') && names.length > 1);
}

async function oneName(lab: Lab, kind: CredentialKind): Promise<void> {
  const choices = rightsToTry(lab.model, kind.name);
  const narrowest = choices.toSorted((a, b) => opened(lab, kind, a.rights) - opened(lab, kind, b.rights))[0];
  // What was asked for decides what to try, not what the answer says of it.
  const held = { ...(await obtain(lab, kind.name, narrowest)), ...narrowest };
  for (const at of forbiddenTo(lab, held).slice(0, 6)) await probeForbidden(lab, held, at, 'beyond-own');
}

async function twoNames(lab: Lab, kind: CredentialKind): Promise<void> {
  const pair = disjointNames(lab.model, kind);
  if (pair === undefined) return;
  const rights = [pair.first, pair.second];
  const held = { ...(await obtain(lab, kind.name, { rights })), rights };
  const label = `${kind.name}: ${pair.first} + ${pair.second}`;
  for (const [step, operation] of [
    ['several-first', pair.byFirst],
    ['several-second', pair.bySecond],
  ] as const) {
    const at = usesOf(lab, held).find((one) => one.operation === operation);
    await use(lab, held, { step, case: label, at });
  }
  for (const at of forbiddenTo(lab, held).slice(0, 1)) await probeForbidden(lab, held, at, 'several-neither');
}

async function probeForbidden(lab: Lab, held: Held, at: Use, step: string): Promise<void> {
  const requirement = at.operation.security.find((one) => one.size === 1 && one.has(at.scheme));
  if (requirement === undefined) return;
  const tenant = held.tenant === undefined ? {} : { 'tenant.id': held.tenant, 'record.tenant': held.tenant };
  await attempt(lab, at.operation.key, async () => {
    const request = lab.build(at.operation, { values: tenant });
    // A credential that has the name, never the one whose name is missing.
    const names = requirement.get(at.scheme) ?? [];
    const able = await obtain(lab, held.kind, { rights: names, tenant: held.tenant, user: held.user });
    const control: Sent = await lab.send({
      step: 'with-name',
      role: 'control',
      case: at.operation.key,
      request,
      present: [asDocumented(lab.model, able, at.scheme)],
    });
    await lab.send({
      step,
      role: 'probe',
      case: `${(held.rights ?? []).join(' + ')} × ${at.operation.key}`,
      control: control.seq,
      request,
      present: [asDocumented(lab.model, held, at.scheme)],
    });
  });
}

function opened(lab: Lab, kind: CredentialKind, rights: readonly string[] | undefined): number {
  return opens(lab, kind, rights ?? []).length;
}

function opens(lab: Lab, kind: CredentialKind, rights: readonly string[]): readonly Use[] {
  return usesOf(lab, {
    alias: '',
    kind: kind.name,
    secret: '',
    rights,
    companions: new Map(),
    madeAtSeconds: 0,
  });
}
