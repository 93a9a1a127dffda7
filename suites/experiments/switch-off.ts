import type { Operation, Place } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { actorsFor } from '../lab/actor.ts';
import { attempt } from '../lab/attempt.ts';
import { use } from '../lab/exercise.ts';
import { type Held, Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { credentialValues } from '../lab/lifecycle.ts';
import { obtain } from '../lab/obtain.ts';
import { settleEnd } from '../lab/settle.ts';
import { someOrReason, workingKinds } from '../predict/kinds.ts';
import { rightsToTry } from '../predict/rights.ts';

/** Switches a credential off and on again. */
export const switchOff: Experiment = {
  id: 'switch-off',
  purpose: 'Is a disabled credential refused, and does it work again when it is enabled?',
  steps: [
    'control `before-switch-off`: it works',
    'probe `switched-off`, `sibling-of-switched-off`: after it was disabled',
    'probe `switched-on`: after it was enabled',
  ],
  destructive: ['credentials'],
  applies: (model) =>
    someOrReason(
      model.operations.filter((operation) => canSet(operation, false)),
      'no operation disables a credential',
    ),
  run: async (lab) => {
    for (const kind of workingKinds(lab.model)) {
      for (const off of lab.model.operations.filter(
        (operation) => operation.object === kind.name && canSet(operation, false),
      )) {
        await attempt(lab, off.key, () => offAndOn(lab, off));
      }
    }
  },
};

/** Does the operation itself write `enabled` with the value? */
export function sets(operation: Operation, value: boolean): boolean {
  return (
    operation.objectKind === 'credential' &&
    (operation.set['enabled'] === value || operation.set['active'] === value)
  );
}

/** Does the operation write `enabled` with the value, by itself or because the request says so? */
export function canSet(operation: Operation, value: boolean): boolean {
  return sets(operation, value) || flagOf(operation) !== undefined;
}

/** The place in a body that says whether a credential is switched on. */
function flagOf({ objectKind, verb, object, request }: Operation): Place | undefined {
  if (objectKind !== 'credential' || verb !== 'update') return undefined;
  return request.find(
    ({ attribute, in: site, readOnly }) =>
      site === 'body' && !readOnly && [`${object}.enabled`, `${object}.active`].includes(attribute),
  );
}

async function offAndOn(lab: Lab, off: Operation): Promise<void> {
  const [choice = {}] = rightsToTry(lab.model, off.object);
  const held = await obtain(lab, off.object, choice);
  const sibling = await obtain(lab, off.object, { ...choice, tenant: held.tenant, user: held.user });
  const control = await use(lab, held, { step: 'before-switch-off', role: 'control', case: off.key });
  await call(lab, off, held, false);
  await settleEnd(lab, held);
  await use(lab, held, { step: 'switched-off', case: off.key, control: control.seq });
  await use(lab, sibling, { step: 'sibling-of-switched-off', case: off.key });
  const on = lab.model.operations.find(
    (operation) => operation.object === off.object && canSet(operation, true),
  );
  if (on === undefined) return;
  await call(lab, on, held, true);
  await use(lab, held, { step: 'switched-on', case: on.key, control: control.seq });
}

async function call(lab: Lab, operation: Operation, held: Held, enabled: boolean): Promise<void> {
  const actor = await actorsFor(lab, operation, { tenant: held.tenant, user: held.user });
  const flag = flagOf(operation)?.attribute;
  const sent = await lab.send({
    step: enabled ? 'switch-on' : 'switch-off',
    role: 'setup',
    request: lab.build(operation, {
      values: { ...credentialValues(held), ...(flag === undefined ? {} : { [flag]: enabled }) },
    }),
    present: actor.present,
  });
  if (!sent.ok) throw new Lacking(`${operation.key} was refused with ${sent.status}`);
  lab.fact({ fact: 'credential-changed', credential: held.alias, set: { enabled }, by: sent.seq });
}
