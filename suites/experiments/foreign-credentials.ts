import type { AuthModel, Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { actorsFor } from '../lab/actor.ts';
import { attempt } from '../lab/attempt.ts';
import { use } from '../lab/exercise.ts';
import { type Held, Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { ended } from '../lab/lifecycle.ts';
import { ownerOnly, requestFor } from '../lab/managing.ts';
import { obtain } from '../lab/obtain.ts';
import { issuedKinds, someOrReason } from '../predict/kinds.ts';
import { rightsToTry } from '../predict/rights.ts';

/** Credentials of another tenant, and of colleagues where only one's own are within reach, are addressed by their id. */
export const foreignCredentials: Experiment = {
  id: 'foreign-credentials',
  purpose: 'Can somebody read, change, rotate or revoke the credential of somebody else by its id?',
  steps: [
    'control `theirs-before`: the credential of the other works; control `own`: the call on one of the own',
    'probe `theirs`: the same call on the credential of another tenant, or of a colleague',
    "probe `theirs-below-own`: the other's id below the own user, where the path names a user",
    'read-back `theirs-after`: it still works',
  ],
  destructive: ['credentials'],
  applies: (model) =>
    someOrReason(addressed(model), 'no operation names a credential that is not within reach of everybody'),
  run: async (lab) => {
    for (const operation of addressed(lab.model)) {
      if (lab.model.fixtures.tenants.length > 1)
        await attempt(lab, operation.key, () => trespass(lab, operation, 'another tenant'));
      if (ownerOnly(operation))
        await attempt(lab, operation.key, () => trespass(lab, operation, 'a colleague'));
    }
  },
};

/** Operations that name a credential by its id, where some are out of the caller's reach. */
export function addressed(model: AuthModel): readonly Operation[] {
  const kinds = issuedKinds(model).map(({ name }) => name);
  return model.operations.filter(
    (operation) =>
      kinds.includes(operation.object) &&
      ['read', 'update', 'rotate', 'revoke'].includes(operation.verb) &&
      operation.request.some(
        ({ in: site, attribute, readOnly }) =>
          site !== 'header' && !readOnly && attribute === `${operation.object}.id`,
      ) &&
      (model.fixtures.tenants.length > 1 || ownerOnly(operation)),
  );
}

async function trespass(
  lab: Lab,
  operation: Operation,
  whose: 'another tenant' | 'a colleague',
): Promise<void> {
  const kind = operation.object;
  const [choice = {}] = rightsToTry(lab.model, kind);
  const own = await obtain(lab, kind, choice);
  const theirs = await obtain(lab, kind, { ...choice, ...wish(lab, own, whose) });
  if (ownerOnly(operation) && own.user !== undefined && theirs.user === own.user)
    throw new Lacking(`${operation.key}: nobody but ${own.user} has a ${kind} of ${whose}`);
  const label = `${operation.key} on that of ${whose}`;
  const before = await use(lab, theirs, { step: 'theirs-before', role: 'control', case: label });
  const caller = await actorsFor(lab, operation, {
    tenant: own.tenant,
    ...(ownerOnly(operation) ? { user: own.user } : { notOf: theirs.tenant }),
  });
  const isBoth = lab.users.get(caller.user ?? '')?.roles.has(theirs.tenant ?? '') === true;
  if (!ownerOnly(operation) && isBoth) throw new Lacking('the caller belongs to both tenants');
  const send = (step: string, target: Held, control?: number) =>
    lab.send({
      step,
      role: control === undefined ? 'control' : 'probe',
      case: label,
      control,
      request: requestFor(lab, operation, target),
      present: caller.present,
    });
  const control = await send('own', own);
  if (control.ok && operation.verb === 'revoke') ended(lab, own, 'revoke', control.seq);
  await send('theirs', theirs, control.seq);
  const namesOwner = operation.request.some(
    ({ in: site, attribute }) => site === 'path' && attribute === `${kind}.owner`,
  );
  if (namesOwner && own.user !== undefined)
    await send('theirs-below-own', { ...theirs, user: own.user }, control.seq);
  await use(lab, theirs, { step: 'theirs-after', role: 'read-back', case: label, control: before.seq });
}

/** For whom the credential is that is not one's own. */
function wish(lab: Lab, own: Held, whose: 'another tenant' | 'a colleague') {
  if (whose === 'another tenant')
    return { tenant: lab.model.fixtures.tenants.find((tenant) => tenant !== own.tenant) };
  const roles = lab.users.get(own.user ?? '')?.roles.get(own.tenant ?? '') ?? [];
  const colleague = [...lab.users.values()].find(
    (user) =>
      user.id !== own.user &&
      user.tenant === own.tenant &&
      roles.every((role) => user.roles.get(user.tenant)?.includes(role) === true),
  );
  if (colleague === undefined) throw new Lacking('nobody else of the tenant holds the same roles');
  return { tenant: own.tenant, user: colleague.id };
}
