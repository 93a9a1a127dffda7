import type { Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { actorsFor } from '../lab/actor.ts';
import { attempt } from '../lab/attempt.ts';
import { use } from '../lab/exercise.ts';
import type { Held } from '../lab/held.ts';
import { keepFromAnswer } from '../lab/keep.ts';
import type { Lab, Sent } from '../lab/lab.ts';
import { ended, list } from '../lab/lifecycle.ts';
import { asPerson, personMay } from '../lab/managers.ts';
import { onePerRoleSet, ownerOnly, ownPresentations, requestFor, rolesOf } from '../lab/managing.ts';
import { obtain } from '../lab/obtain.ts';
import type { Presentation } from '../lab/present.ts';
import { settle } from '../lab/settle.ts';
import { credentialOperations, issuedKinds, someOrReason } from '../predict/kinds.ts';
import { rightsToTry } from '../predict/rights.ts';
import { sets } from './switch-off.ts';

/** Management calls of credentials by everybody: people of each role, nobody, and the credential itself. */
export const credentialManagement: Experiment = {
  id: 'credential-management',
  purpose:
    'Who can list, issue, change and revoke credentials, and do refused attempts leave everything as it was?',
  steps: [
    'control `manage-allowed`: each management operation by somebody who may',
    'probe `manage-as`: the same by one person of each set of roles; what is allowed must work, the rest be refused',
    'probe `manage-anonymous`: without any credential',
    'probe `manage-by-credential`: with the managed credential itself, over the scheme of the operation and over its own',
    'read-back `list-unchanged`, `list-changed`: the list right before and after an allowed change',
    'read-back `target-after`, `list-managed`: the target still works, the list is as before',
  ],
  destructive: ['credentials'],
  applies: (model) => someOrReason(issuedKinds(model), 'no operation issues credentials'),
  run: async (lab) => {
    for (const kind of issuedKinds(lab.model)) {
      const verbs = ['list', 'read', 'issue', 'update', 'rotate', 'revoke'] as const;
      const operations = verbs.flatMap((verb) => credentialOperations(lab.model, verb, kind.name));
      for (const operation of operations) await attempt(lab, operation.key, () => manage(lab, operation));
    }
  },
};

async function manage(lab: Lab, operation: Operation): Promise<void> {
  const kind = operation.object;
  const [choice = {}] = rightsToTry(lab.model, kind);
  let target = await obtain(lab, kind, choice);
  const allowed = await actorsFor(lab, operation, {
    tenant: target.tenant,
    user: ownerOnly(operation) ? target.user : undefined,
  });
  const request = () => requestFor(lab, operation, target);
  const readState = async (step: string) => {
    const [by] = credentialOperations(lab.model, 'list', kind);
    if (by !== undefined)
      await list(lab, kind, { by, step, case: operation.key, tenant: target.tenant, owner: target.user });
  };
  // The control comes first where it changes nothing that a probe needs, else last.
  if (operation.verb === 'update') await readState('list-unchanged');
  const first =
    operation.verb === 'revoke'
      ? undefined
      : await lab.send({
          step: 'manage-allowed',
          role: 'control',
          case: operation.key,
          request: request(),
          present: allowed.present,
        });
  if (operation.verb === 'update') await readState('list-changed');
  if (first !== undefined) target = await afterwards(lab, operation, first, target);
  await readState('list-managed');
  const refused: Sent[] = [];
  const probe = async (
    step: string,
    title: string,
    present: readonly Presentation[],
    detail: Readonly<Record<string, string>>,
  ) => {
    refused.push(
      await lab.send({
        step,
        role: 'probe',
        case: `${title} × ${operation.key}`,
        control: first?.seq,
        request: request(),
        present,
        detail,
      }),
    );
  };
  await probe('manage-anonymous', 'nobody', [], {});
  for (const present of ownPresentations(lab, operation, target))
    await probe('manage-by-credential', `${kind} over ${present.presented.scheme}`, [present], {
      credential: target.alias,
    });
  for (const user of onePerRoleSet(lab, operation, target.tenant)) {
    const present = asPerson(lab, operation, user);
    if (present === undefined || personMay(lab, operation, user)) continue;
    const roles = rolesOf(user).join(' + ') || 'no role';
    await probe('manage-as', roles, [present], { roles, user: user.id });
  }
  await readState('list-managed-after');
  await use(lab, target, { step: 'target-after', role: 'read-back', case: operation.key });
  await allowedOthers(lab, operation, target);
  if (operation.verb !== 'revoke') return;
  const last = await lab.send({
    step: 'manage-allowed',
    role: 'control',
    case: operation.key,
    request: request(),
    present: allowed.present,
  });
  if (last.ok) ended(lab, target, 'revoke', last.seq);
}

/** Other people who may, each with a target of their own. */
async function allowedOthers(lab: Lab, operation: Operation, target: Held): Promise<void> {
  const others = onePerRoleSet(lab, operation, target.tenant).filter((user) =>
    personMay(lab, operation, user),
  );
  for (const user of others) {
    const present = asPerson(lab, operation, user);
    if (present === undefined) continue;
    const [choice = {}] = rightsToTry(lab.model, operation.object);
    // Who ends only what is theirs needs one of their own, with names that they can give.
    const wish = ownerOnly(operation) ? { user: user.id } : choice;
    const own =
      operation.verb === 'revoke'
        ? await obtain(lab, operation.object, { tenant: target.tenant, ...wish })
        : target;
    const roles = rolesOf(user).join(' + ');
    const sent = await lab.send({
      step: 'manage-allowed',
      role: 'control',
      case: `${roles} × ${operation.key}`,
      request: requestFor(lab, operation, own, user),
      present: [present],
      detail: { roles },
    });
    await afterwards(lab, operation, sent, own);
  }
}

/** Keeps what an allowed call made or ended; the target to go on with. */
async function afterwards(lab: Lab, operation: Operation, sent: Sent, target: Held): Promise<Held> {
  if (!sent.ok) return target;
  if (operation.verb === 'revoke') ended(lab, target, 'revoke', sent.seq);
  if (sets(operation, false))
    return obtain(lab, target.kind, {
      ...rightsToTry(lab.model, target.kind)[0],
      tenant: target.tenant,
      user: target.user,
    });
  if (operation.verb !== 'issue' && operation.verb !== 'rotate') return target;
  const made = keepFromAnswer(lab, {
    kind: target.kind,
    how: operation.verb,
    operation,
    answer: sent,
    ...(target.user === undefined ? {} : { user: target.user }),
    ...(target.tenant === undefined ? {} : { tenant: target.tenant }),
    ...(target.rights === undefined ? {} : { rights: target.rights }),
  });
  return operation.verb === 'rotate' ? settle(lab, made, {}) : target;
}
