import type { CredentialKind, Operation, Place } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { actorsFor } from '../lab/actor.ts';
import { attempt } from '../lab/attempt.ts';
import { use } from '../lab/exercise.ts';
import type { Held } from '../lab/held.ts';
import type { Lab, Sent } from '../lab/lab.ts';
import { credentialValues, list } from '../lab/lifecycle.ts';
import { obtain, type Want } from '../lab/obtain.ts';
import { credentialOperations, someOrReason, workingKinds } from '../predict/kinds.ts';
import { rightsToTry } from '../predict/rights.ts';

const lifeSeconds = 600;

/** Sets an expiry by every operation that takes one, and lets it come. */
export const chosenExpiry: Experiment = {
  id: 'chosen-expiry',
  purpose: 'Is an expiry that was set for one credential shown, enforced and not put off by use?',
  steps: [
    'control `expiring-young`: a credential with an expiry, right away',
    'read-back `list-expiry`: the lists',
    'probe `before-chosen-expiry`, `after-chosen-expiry`: just before and after; `after-chosen-expiry-unused`: another one that was not used in between',
    'probe `without-expiry`: a sibling that has none',
  ],
  destructive: false,
  applies: (model) =>
    someOrReason(
      model.operations.flatMap((operation) => expiryPlaces(operation, workingKinds(model))),
      'no operation sets an expiry',
    ),
  run: async (lab) => {
    for (const operation of lab.model.operations) {
      for (const place of expiryPlaces(operation, workingKinds(lab.model)))
        await attempt(lab, operation.key, () => setAndWait(lab, operation, place));
    }
  },
};

/** Writable places of an expiry at operations that issue or update one of the kinds. */
export function expiryPlaces(operation: Operation, kinds: readonly CredentialKind[]): readonly Place[] {
  if (!['issue', 'update'].includes(operation.verb) || !kinds.some(({ name }) => name === operation.object))
    return [];
  return operation.request.filter(
    ({ attribute, readOnly }) =>
      !readOnly &&
      (attribute === `${operation.object}.expiresAt` || attribute === `${operation.object}.expiresIn`),
  );
}

async function setAndWait(lab: Lab, operation: Operation, place: Place): Promise<void> {
  const kind = operation.object;
  const [choice = {}] = rightsToTry(lab.model, kind);
  const sibling = await obtain(lab, kind, choice);
  const alike = { ...choice, tenant: sibling.tenant, user: sibling.user };
  for (const isUsed of [true, false]) {
    await attempt(lab, `${operation.key} ${isUsed ? 'used' : 'unused'}`, async () => {
      const young = await use(lab, sibling, { step: 'young', role: 'control', case: operation.key });
      await letExpire(lab, operation, place, {
        alike,
        expiresAtMs: nowMs(young) + lifeSeconds * 1000,
        isUsed,
      });
    });
  }
  await use(lab, sibling, { step: 'without-expiry', case: operation.key });
}

interface Expiring {
  readonly alike: Want;
  readonly expiresAtMs: number;
  /** Is it used just before its expiry? */
  readonly isUsed: boolean;
}

async function letExpire(
  lab: Lab,
  operation: Operation,
  place: Place,
  { alike, expiresAtMs, isUsed }: Expiring,
): Promise<void> {
  const kind = operation.object;
  const values = { [place.attribute]: expiryValue(place, expiresAtMs, lifeSeconds) };
  const startSeconds = lab.elapsedSeconds;
  const { starts, ends } = lab.model.credentials.get(kind) ?? {
    starts: { withinSeconds: 0 },
    ends: { withinSeconds: 0 },
  };
  const held =
    operation.verb === 'issue'
      ? await obtain(lab, kind, { ...alike, by: operation, values, unsettled: true })
      : await updated(lab, operation, await obtain(lab, kind, { ...alike, unsettled: true }), values);
  if (starts.withinSeconds > 0) await lab.wait(starts.withinSeconds, 'declared');
  const detail = { expiresAt: new Date(expiresAtMs).toISOString() };
  const control = await use(lab, held, { step: 'expiring-young', role: 'control', case: operation.key });
  if (isUsed) {
    for (const by of credentialOperations(lab.model, 'list', kind)) {
      await list(lab, kind, {
        by,
        step: 'list-expiry',
        case: operation.key,
        tenant: held.tenant,
        owner: held.user,
      });
    }
  }
  await lab.wait(startSeconds + lifeSeconds - 3 - lab.elapsedSeconds, 'declared');
  if (isUsed)
    await use(lab, held, { step: 'before-chosen-expiry', case: operation.key, control: control.seq, detail });
  await lab.wait(6 + ends.withinSeconds, 'declared');
  await use(lab, held, {
    step: isUsed ? 'after-chosen-expiry' : 'after-chosen-expiry-unused',
    case: operation.key,
    control: control.seq,
    detail,
  });
}

async function updated(
  lab: Lab,
  operation: Operation,
  held: Held,
  values: Readonly<Record<string, unknown>>,
): Promise<Held> {
  const actor = await actorsFor(lab, operation, { tenant: held.tenant });
  const request = lab.build(operation, { values: { ...credentialValues(held), ...values } });
  const sent = await lab.send({
    step: 'set-expiry',
    role: 'setup',
    case: operation.key,
    request,
    present: actor.present,
  });
  if (sent.ok) lab.fact({ fact: 'credential-changed', credential: held.alias, set: values, by: sent.seq });
  return held;
}

/** The target's own time, where it says it. */
export function nowMs(sent: Sent): number {
  return sent.exchange.response?.dateMs ?? Date.now();
}

/** The expiry in the unit that the document declares: a date, epoch seconds, or seconds or milliseconds from now. */
export function expiryValue(place: Place, expiresAtMs: number, lifeSeconds: number): unknown {
  const numeric = [place.schema['type']].flat().some((type) => type === 'integer' || type === 'number');
  const milliseconds = place.schema['format'] === 'milliseconds';
  if (place.attribute.endsWith('In')) return lifeSeconds * (milliseconds ? 1000 : 1);
  if (numeric) return milliseconds ? expiresAtMs : Math.floor(expiresAtMs / 1000);
  return new Date(expiresAtMs).toISOString();
}
