import type { Operation } from '../../spec/model.ts';
import { actorsFor } from './actor.ts';
import { attempt } from './attempt.ts';
import { use } from './exercise.ts';
import type { Held } from './held.ts';
import type { Lab } from './lab.ts';
import { credentialValues } from './lifecycle.ts';
import { obtain } from './obtain.ts';

/** Presents somebody who may revoke the credential by the operation. */
async function presentFor(lab: Lab, by: Operation, held: Held) {
  const takesOwner = by.request.some((place) => place.attribute === `${by.object}.owner` && !place.readOnly);
  const ownOnly =
    Object.values(by.relation)
      .flat()
      .every((relation) => relation === 'owner') && !takesOwner;
  return (await actorsFor(lab, by, { tenant: held.tenant, user: ownOnly ? held.user : undefined })).present;
}

/** Revocations that must not end anything: again, of an unknown id, of another tenant's, by value where an id is asked for. */
export async function tryOddRevocations(lab: Lab, by: Operation, target: Held, living: Held): Promise<void> {
  const present = await presentFor(lab, by, target);
  const send = (step: string, held: Held) =>
    lab.send({
      step,
      role: 'probe',
      case: by.key,
      request: lab.build(by, { values: credentialValues(held) }),
      present,
    });
  await send('revoke-again', target);
  const { id: _, ...nameless } = target;
  const idPlace = by.request.find((place) => place.attribute === `${by.object}.id`);
  await send('revoke-unknown', {
    ...nameless,
    secret: [...target.secret].toReversed().join(''),
    id: 'no-such-id-0',
  });
  if (idPlace?.in === 'path') {
    const sent = await lab.send({
      step: 'revoke-by-value',
      role: 'probe',
      case: by.key,
      present,
      request: lab.build(by, { values: { ...credentialValues(living), [`${by.object}.id`]: living.secret } }),
    });
    await use(lab, living, { step: 'living-after-value', case: by.key, control: sent.seq });
  }
  await attempt(lab, 'revoke-foreign', async () => {
    const tenant = lab.model.fixtures.tenants.find((id) => id !== target.tenant);
    if (tenant === undefined) return;
    const foreign = await obtain(lab, by.object, { tenant });
    const working = await use(lab, foreign, { step: 'foreign-before-revoke', role: 'control', case: by.key });
    const probe = await lab.send({
      step: 'revoke-foreign',
      role: 'probe',
      case: by.key,
      request: lab.build(by, { values: credentialValues(foreign) }),
      present,
      control: working.seq,
    });
    await use(lab, foreign, { step: 'foreign-after-revoke', case: by.key, control: probe.seq });
  });
}

/** Guesses at how a revoked credential could be brought back; none of them is an operation of the document. */
export async function revive(lab: Lab, by: Operation, target: Held): Promise<void> {
  const present = await presentFor(lab, by, target);
  const request = lab.build(by, { values: credentialValues(target) });
  const state = JSON.stringify({
    active: true,
    enabled: true,
    revoked: false,
    revoked_at: null,
    status: 'active',
  });
  const guesses = [
    ['PATCH', ''],
    ['PUT', ''],
    ['POST', '/restore'],
    ['POST', '/undo'],
    ['POST', '/enable'],
  ] as const;
  const known = new Set(lab.model.operations.map(({ key }) => key));
  for (const [method, suffix] of guesses) {
    if (known.has(`${method} ${by.path}${suffix}`)) continue;
    await lab.send({
      step: 'revive',
      role: 'probe',
      case: `${by.key}: ${method} ${suffix}`.trim(),
      request,
      present,
      method,
      rawPath: request.path + suffix,
      rawBody: { text: state, mediaType: 'application/json' },
    });
  }
}
