import type { ExchangeRole } from '../../spec/history.ts';
import type { Operation } from '../../spec/model.ts';
import { HookError } from '../hooks-run/hook-error.ts';
import { actorsFor } from './actor.ts';
import { type Held, Lacking } from './held.ts';
import { callHook, credentialInput, hookServes, issueByHook } from './hooked.ts';
import { keepFromAnswer } from './keep.ts';
import type { Lab, Sent } from './lab.ts';
import { meansInsteadOf } from './means.ts';
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
  if (hookServes(lab, 'revoke', operation)) {
    const { step = 'revoke', role = 'setup', case: name = '' } = labels;
    const { sent } = await callHook(lab, 'revoke', credentialInput(held), {
      operation,
      step: { step, role, case: name },
    });
    ended(lab, held, 'revoke', sent.seq);
    return sent;
  }
  if (operation === undefined)
    throw new Lacking(`the document has no operation that revokes ${held.kind}`, 'revoke');
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
  if (hookServes(lab, 'rotate', operation)) {
    const { sent, held: made } = await issueByHook(lab, {
      hook: 'rotate',
      kind: held.kind,
      operation,
      input: credentialInput(held),
      after: held.alias,
      user: held.user,
      tenant: held.tenant,
      rights: held.rights,
    });
    const next = await settle(lab, made, {});
    lab.fact({ fact: 'rotated', from: held.alias, to: next.alias, by: sent.seq });
    return { sent, next };
  }
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

/** What exists, by a hook: enough to go on, but what the list itself shows cannot be judged. */
async function listByHook(
  lab: Lab,
  kind: string,
  operation: Operation,
  labels: Labels & { readonly tenant?: string | undefined; readonly owner?: string | undefined },
): Promise<Sent> {
  const { step = 'list', role = 'read-back', case: name = '', tenant, owner: user } = labels;
  const about = { operation, step: { step, role, case: name } };
  const { sent } = await callHook(lab, 'list', { kind, tenant, user }, about, listedIn);
  lab.lacking(
    `what ${operation.key} shows`,
    new Lacking(
      'a hook lists the credentials, so the answer itself cannot be judged',
      ...meansInsteadOf(operation),
    ),
  );
  return sent;
}

function listedIn(output: unknown): readonly object[] {
  if (!Array.isArray(output)) throw new HookError('list', 'answered with something that is not a list');
  return output.map((one: { readonly id?: unknown; readonly name?: unknown }) => ({
    ...(one.id === undefined ? {} : { id: String(one.id) }),
    ...(one.name === undefined ? {} : { name: String(one.name) }),
  }));
}

/** Reads a list of credentials as somebody who may. */
export async function list(
  lab: Lab,
  kind: string,
  labels: Labels & { readonly tenant?: string | undefined; readonly owner?: string | undefined } = {},
): Promise<{ operation: Operation; sent: Sent }> {
  const operation = labels.by ?? operationFor(lab, 'list', kind);
  if (operation === undefined) throw new Lacking(`the document has no operation that lists ${kind}`, 'list');
  if (hookServes(lab, 'list', operation))
    return { operation, sent: await listByHook(lab, kind, operation, labels) };
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
