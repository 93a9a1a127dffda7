import type { AuthModel, Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { actorsFor } from '../lab/actor.ts';
import { attempt } from '../lab/attempt.ts';
import { use } from '../lab/exercise.ts';
import type { Held } from '../lab/held.ts';
import type { Lab, Sent } from '../lab/lab.ts';
import { revoke } from '../lab/lifecycle.ts';
import { obtain } from '../lab/obtain.ts';
import { settleEnd } from '../lab/settle.ts';
import { credentialOperations, someOrReason, workingKinds } from '../predict/kinds.ts';
import { rightsToTry } from '../predict/rights.ts';
import { sameShape } from './altered-secrets.ts';
import { expiryPlaces, expiryValue, nowMs } from './chosen-expiry.ts';

const lifeSeconds = 600;

/** Asks whether a value works, while it does and when it does not. */
export const introspection: Experiment = {
  id: 'introspection',
  purpose: 'Does asking after a value tell whether it works?',
  steps: [
    'control `used`: a credential works',
    'probe `read-live`: its value is asked after',
    'probe `read-revoked`, `read-expired`: after it was revoked; another one after its end, a chosen one if it can be',
    'probe `read-unknown`: a value that was never issued',
  ],
  destructive: ['credentials'],
  applies: (model) => someOrReason(introspections(model), 'no operation tells whether a value works'),
  run: async (lab) => {
    for (const operation of introspections(lab.model)) {
      await attempt(lab, operation.key, () => askOfLife(lab, operation));
      await attempt(lab, `${operation.key} expired`, () => askOfExpired(lab, operation));
    }
  },
};

/** Operations that read a credential by its value and tell whether it is active (RFC 7662). */
export function introspections(model: AuthModel): readonly Operation[] {
  return workingKinds(model)
    .flatMap(({ name }) => credentialOperations(model, 'read', name))
    .filter(
      ({ object, request, responses, success }) =>
        request.some(({ attribute, readOnly }) => attribute === `${object}.secret` && !readOnly) &&
        responses.get(success)?.places.some(({ attribute }) => attribute === `${object}.active`),
    );
}

async function askOfLife(lab: Lab, operation: Operation): Promise<void> {
  const held = await obtain(lab, operation.object, rightsToTry(lab.model, operation.object)[0] ?? {});
  const live = await askWhileLive(lab, operation, held);
  const unknown = sameShape(held.secret);
  lab.taint.register('never-issued', unknown);
  await ask(lab, operation, held, 'read-unknown', { control: live.seq, secret: unknown });
  if (credentialOperations(lab.model, 'revoke', held.kind).length === 0) return;
  if (!(await revoke(lab, held)).ok) return;
  await settleEnd(lab, held);
  await ask(lab, operation, held, 'read-revoked', { control: live.seq });
}

async function askOfExpired(lab: Lab, operation: Operation): Promise<void> {
  const kinds = workingKinds(lab.model).filter(({ name }) => name === operation.object);
  const [by] = credentialOperations(lab.model, 'issue', operation.object).filter(
    (issuer) => expiryPlaces(issuer, kinds).length > 0,
  );
  const [place] = by === undefined ? [] : expiryPlaces(by, kinds);
  if (by === undefined || place === undefined) return askOfAged(lab, operation);
  const [choice = {}] = rightsToTry(lab.model, operation.object);
  const sibling = await obtain(lab, operation.object, choice);
  const young = await use(lab, sibling, { step: 'used', role: 'control', case: operation.key });
  const end = expiryValue(place, nowMs(young) + lifeSeconds * 1000, lifeSeconds);
  const values = { [place.attribute]: end };
  const alike = { ...choice, tenant: sibling.tenant, user: sibling.user };
  const held = await obtain(lab, operation.object, { ...alike, by, values });
  const live = await askWhileLive(lab, operation, held);
  await lab.wait(lifeSeconds + 3, 'declared');
  await settleEnd(lab, held);
  await ask(lab, operation, held, 'read-expired', { control: live.seq });
}

/** Where nobody chooses the end, it is that of the lifetime. */
async function askOfAged(lab: Lab, operation: Operation): Promise<void> {
  const kind = lab.model.credentials.get(operation.object);
  if (kind === undefined || typeof kind.lifetime === 'string' || kind.idle !== 'none') return;
  const held = await obtain(lab, kind.name, rightsToTry(lab.model, kind.name)[0] ?? {});
  const live = await askWhileLive(lab, operation, held);
  await lab.wait(kind.lifetime.withinSeconds + kind.ends.withinSeconds + 3);
  await ask(lab, operation, held, 'read-expired', { control: live.seq });
}

async function askWhileLive(lab: Lab, operation: Operation, held: Held): Promise<Sent> {
  const control = await use(lab, held, { step: 'used', role: 'control', case: operation.key });
  return ask(lab, operation, held, 'read-live', { control: control.seq });
}

async function ask(
  lab: Lab,
  operation: Operation,
  held: Held,
  step: string,
  { control, secret = held.secret }: { readonly control: number; readonly secret?: string },
): Promise<Sent> {
  const actor = await actorsFor(lab, operation, { tenant: held.tenant });
  return lab.send({
    step,
    role: 'probe',
    case: `${operation.key} ${held.alias}`,
    control,
    request: lab.build(operation, { values: { [`${held.kind}.secret`]: secret } }),
    present: actor.present,
  });
}
