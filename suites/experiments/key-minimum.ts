import type { CredentialKind, Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import { issueOnce, listed } from '../lab/counting.ts';
import { use } from '../lab/exercise.ts';
import { type Held, Lacking } from '../lab/held.ts';
import type { Lab, Sent } from '../lab/lab.ts';
import { credentialValues, ended } from '../lab/lifecycle.ts';
import { fromFixtures } from '../lab/obtain.ts';
import type { Presentation } from '../lab/present.ts';
import { aliveOf, managersOf, presentSelf, takes } from '../lab/self-management.ts';
import { credentialOperations, issuedKinds, someOrReason } from '../predict/kinds.ts';

/** Deletes down to the minimum and tries to go below, one by one and at once. */
export const keyMinimum: Experiment = {
  id: 'key-minimum',
  purpose:
    'Do the last credentials stay, counted by what exists and not by who deletes, also when several are deleted at once?',
  steps: [
    'read-back `count-initial`; probe `initial-works`: what a new tenant starts with',
    'probe `delete-last`: the last one by each revoking operation; probe `last-works`, read-back `count-last`',
    'probe `replace-delete`, `replaced-old`, `replacement-works`: a second one is issued, the former last deleted with the new one',
    'probe `self-delete`: one of two is deleted with itself, where the operation takes it',
    'probe `delete-last-self`: the last one with itself',
    'probe `parallel-delete`: two of two are deleted at once; read-back `count-after-parallel`',
  ],
  destructive: ['credentials'],
  applies: (model) =>
    someOrReason(kindsWithMinimum(issuedKinds(model)), 'no credential has a minimum number'),
  run: async (lab) => {
    for (const kind of kindsWithMinimum(issuedKinds(lab.model)))
      await attempt(lab, kind.name, () => empty(lab, kind));
  },
};

function kindsWithMinimum(kinds: readonly CredentialKind[]): readonly CredentialKind[] {
  return kinds.filter(({ count }) => count.min > 0);
}

async function empty(lab: Lab, kind: CredentialKind): Promise<void> {
  const revokers = credentialOperations(lab.model, 'revoke', kind.name);
  const [issuer] = credentialOperations(lab.model, 'issue', kind.name);
  const first = fromFixtures(lab, kind.name, { tenant: lab.model.fixtures.tenants[0] });
  if (first === undefined || issuer === undefined)
    throw new Lacking(`no ${kind.name} is pre-provisioned, so the last one cannot be told`);
  const remaining = await listed(lab, kind.name, first, 'count-initial');
  const working = await use(lab, first, { step: 'initial-works' });
  if (remaining !== undefined && remaining !== kind.count.min)
    throw new Lacking(`the tenant starts with ${remaining} of kind ${kind.name}`);
  // With a credential of the kind that is alive, so that none has to be issued on the way.
  const second = async (label: string) => {
    const alive = aliveOf(lab, first);
    const present =
      alive === undefined || takes(lab, issuer, kind.name) === undefined
        ? undefined
        : presentSelf(lab, issuer, alive);
    return (await issueOnce(lab, issuer, first, { step: 'make-second', role: 'setup', case: label, present }))
      .made;
  };
  const next = await second('to be deleted as a control');
  if (next === undefined) throw new Lacking(`${issuer.key} was refused`);
  const control = await remove(lab, revokers[0], next, 'delete-second');
  for (const by of revokers) await remove(lab, by, first, 'delete-last', control);
  await use(lab, first, { step: 'last-works', control: working.seq });
  await listed(lab, kind.name, first, 'count-last');
  const replacement = await second('to replace the last');
  if (replacement === undefined) return;
  const own = revokers.find((by) => takes(lab, by, kind.name) !== undefined);
  await remove(
    lab,
    revokers[0],
    first,
    'replace-delete',
    undefined,
    own === undefined ? undefined : presentSelf(lab, own, replacement),
  );
  await use(lab, first, { step: 'replaced-old', control: working.seq });
  await use(lab, replacement, { step: 'replacement-works' });
  await withItself(lab, kind.name, own, replacement, second);
  await atSameTime(
    lab,
    kind.name,
    revokers[0],
    lab.obtained.findLast((held) => held.kind === kind.name && !lab.ended.has(held.alias)),
    second,
  );
}

async function withItself(
  lab: Lab,
  kind: string,
  own: Operation | undefined,
  current: Held,
  second: (label: string) => Promise<Held | undefined>,
): Promise<void> {
  if (own === undefined) return;
  const other = await second('to stay when the other deletes itself');
  if (other === undefined) return;
  const control = await remove(lab, own, current, 'self-delete', undefined, presentSelf(lab, own, current));
  const probe = await remove(lab, own, other, 'delete-last-self', control, presentSelf(lab, own, other));
  await use(lab, other, { step: 'last-works', case: `${kind} after deleting itself`, control: probe?.seq });
}

async function atSameTime(
  lab: Lab,
  kind: string,
  by: Operation | undefined,
  last: Held | undefined,
  second: (label: string) => Promise<Held | undefined>,
): Promise<void> {
  if (by === undefined || last === undefined) return;
  const other = await second('to be deleted at the same time');
  if (other === undefined) return;
  const self = takes(lab, by, kind) !== undefined;
  await Promise.all(
    [last, other].map((held) =>
      remove(lab, by, held, 'parallel-delete', undefined, self ? presentSelf(lab, by, held) : undefined),
    ),
  );
  for (const held of [last, other])
    await use(lab, held, { step: 'after-parallel-delete', case: `${kind} ${held.alias}` });
}

async function remove(
  lab: Lab,
  by: Operation | undefined,
  held: Held,
  step: string,
  control?: Sent,
  present?: readonly Presentation[],
): Promise<Sent | undefined> {
  if (by === undefined) return undefined;
  const shown = present ?? (await managersOf(lab, by, held)).present;
  const sent = await lab.send({
    step,
    role: 'probe',
    case: `${held.kind}: ${by.key}`,
    control: control?.seq,
    request: lab.build(by, { values: credentialValues(held) }),
    present: shown,
    detail: { credential: held.alias },
  });
  if (sent.ok) ended(lab, held, 'revoke', sent.seq);
  return sent;
}
