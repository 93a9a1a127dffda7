import type { AuthModel, CredentialKind } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import { use, usesOf } from '../lab/exercise.ts';
import type { Lab } from '../lab/lab.ts';
import { fromFixtures, obtain } from '../lab/obtain.ts';
import { issuedKinds, someOrReason } from '../predict/kinds.ts';

/** Calls everything with the oldest and with a new credential of a kind that holds no names. */
export const rightsAlike: Experiment = {
  id: 'rights-alike',
  purpose: 'Does every credential of a kind without rights of its own open the same operations?',
  steps: [
    'control `by-first`: each operation that takes the kind alone, with the oldest credential of the tenant',
    'probe `by-second`: the same with one that was issued after it',
  ],
  destructive: false,
  applies: (model) => someOrReason(alikeKinds(model), 'every credential that is issued holds names'),
  run: async (lab) => {
    for (const kind of alikeKinds(lab.model)) await attempt(lab, kind.name, () => compare(lab, kind));
  },
};

/** Kinds that are issued and hold no names: nothing can tell one from another. */
export function alikeKinds(model: AuthModel): readonly CredentialKind[] {
  return issuedKinds(model).filter(({ rights }) => rights.length === 0);
}

async function compare(lab: Lab, kind: CredentialKind): Promise<void> {
  const first = fromFixtures(lab, kind.name) ?? (await obtain(lab, kind.name));
  const second = await obtain(lab, kind.name, { tenant: first.tenant, user: first.user });
  for (const at of usesOf(lab, first)) {
    const label = { case: `${kind.name} × ${at.operation.key} (${at.scheme})`, at };
    const control = await use(lab, first, { step: 'by-first', role: 'control', ...label });
    await use(lab, second, { step: 'by-second', control: control.seq, ...label });
  }
}
