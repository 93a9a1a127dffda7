import type { ExchangeRole } from '../../spec/history.ts';
import type { Operation } from '../../spec/model.ts';
import { actorsFor } from './actor.ts';
import { type Held, Lacking } from './held.ts';
import { keepFromAnswer } from './keep.ts';
import type { Lab, Sent } from './lab.ts';
import { settle } from './settle.ts';

interface Labels {
  readonly role?: ExchangeRole;
  readonly step?: string;
  readonly case?: string;
  /** By this operation instead of the first that can. */
  readonly by?: Operation;
}

/** The operation with a verb for an object; console operations first if both exist. */
export function operationFor(lab: Lab, verb: Operation['verb'], object: string): Operation | undefined {
  const all = lab.model.operations.filter(
    (operation) => operation.verb === verb && operation.object === object,
  );
  return all.find((operation) => operation.console) ?? all[0];
}

/**
 * Revokes a credential by somebody who may. Writes the fact if acknowledged.
 * @throws Lacking if the document has no operation for it
 */
export async function revoke(lab: Lab, held: Held, labels: Labels = {}): Promise<Sent> {
  const operation = labels.by ?? operationFor(lab, 'revoke', held.kind);
  if (operation === undefined) throw new Lacking(`the document has no operation that revokes ${held.kind}`);
  const ownerPlace = operation.request.some(
    (place) => place.attribute === `${held.kind}.owner` && !place.readOnly,
  );
  const ownOnly =
    Object.values(operation.relation)
      .flat()
      .every((relation) => relation === 'owner') && !ownerPlace;
  const actor = await actorsFor(lab, operation, {
    tenant: held.tenant,
    user: ownOnly ? held.user : undefined,
  });
  const request = lab.build(operation, { values: credentialValues(held) });
  const sent = await lab.send({
    step: labels.step ?? 'revoke',
    role: labels.role ?? 'setup',
    case: labels.case ?? '',
    request,
    present: actor.present,
  });
  if (sent.ok) ended(lab, held, 'revoke', sent.seq);
  return sent;
}

/** Attributes by which operations address a credential. */
export function credentialValues(held: Held): Readonly<Record<string, unknown>> {
  return {
    [`${held.kind}.secret`]: held.secret,
    ...(held.id === undefined ? {} : { [`${held.kind}.id`]: held.id }),
    ...(held.user === undefined ? {} : { [`${held.kind}.owner`]: held.user }),
  };
}

export function ended(
  lab: Lab,
  held: Held,
  cause:
    | 'revoke'
    | 'rotate'
    | 'use'
    | 'logout'
    | 'reuse'
    | 'password-change'
    | 'user-removal'
    | 'membership-removal',
  by: number,
): void {
  lab.ended.add(held.alias);
  lab.fact({ fact: 'ended', credential: held.alias, cause, by });
}

/** Rotates by the document's rotate operation. The old credential is not marked as ended: that is for the experiment to see. */
export async function rotate(
  lab: Lab,
  held: Held,
  labels: Labels = {},
): Promise<{ sent: Sent; next: Held | undefined }> {
  const operation = operationFor(lab, 'rotate', held.kind);
  if (operation === undefined) throw new Lacking(`the document has no operation that rotates ${held.kind}`);
  const actor = await actorsFor(lab, operation, { tenant: held.tenant, user: held.user });
  const request = lab.build(operation, { values: credentialValues(held) });
  const sent = await lab.send({
    step: labels.step ?? 'rotate',
    role: labels.role ?? 'setup',
    request,
    present: actor.present,
  });
  if (!sent.ok) return { sent, next: undefined };
  const next = await settle(
    lab,
    keepFromAnswer(lab, {
      kind: held.kind,
      how: 'rotate',
      operation,
      answer: sent,
      after: held.alias,
      ...(held.user === undefined ? {} : { user: held.user }),
      ...(held.tenant === undefined ? {} : { tenant: held.tenant }),
      ...(held.rights === undefined ? {} : { rights: held.rights }),
    }),
    {},
  );
  lab.fact({ fact: 'rotated', from: held.alias, to: next.alias, by: sent.seq });
  return { sent, next };
}

/** Reads a list of credentials as somebody who may. */
export async function list(
  lab: Lab,
  kind: string,
  labels: Labels & { readonly tenant?: string | undefined; readonly owner?: string | undefined } = {},
): Promise<{ operation: Operation; sent: Sent }> {
  const operation = labels.by ?? operationFor(lab, 'list', kind);
  if (operation === undefined) throw new Lacking(`the document has no operation that lists ${kind}`);
  const ownerPlace = operation.request.some(
    (place) => place.attribute === `${kind}.owner` && !place.readOnly,
  );
  const actor = await actorsFor(lab, operation, {
    tenant: labels.tenant,
    user: ownerPlace ? undefined : labels.owner,
  });
  const request = lab.build(operation, {
    values: labels.owner === undefined ? {} : { [`${kind}.owner`]: labels.owner },
  });
  const sent = await lab.send({
    step: labels.step ?? 'list',
    role: labels.role ?? 'read-back',
    case: labels.case ?? '',
    request,
    present: actor.present,
  });
  return { operation, sent };
}
