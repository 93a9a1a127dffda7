import type { Operation } from '../../spec/model.ts';
import type { HookName } from '../hooks.ts';
import { actorsFor } from './actor.ts';
import { type LabUser, Lacking } from './held.ts';
import { callHook, hookServes, personInput } from './hooked.ts';
import type { Lab, Sent } from './lab.ts';
import { readText } from './read-answer.ts';

/** The operation that writes a given attribute of a user: `user.password`, `user.roles`, `user.tenant`. */
export function userWriter(lab: Lab, attribute: string): Operation | undefined {
  return lab.model.operations.find(
    (operation) =>
      operation.objectKind === 'user' &&
      operation.verb === 'update' &&
      operation.request.some((place) => place.attribute === attribute && !place.readOnly),
  );
}

async function act(
  lab: Lab,
  operation: Operation,
  user: LabUser,
  step: string,
  values: Readonly<Record<string, unknown>>,
): Promise<Sent> {
  const ownOnly = Object.values(operation.relation)
    .flat()
    .every((relation) => relation === 'owner');
  const actor = await actorsFor(lab, operation, {
    tenant: user.tenant,
    user: ownOnly ? user.id : someoneElse(lab, operation, user)?.id,
  });
  const request = lab.build(operation, {
    values: { 'user.id': user.id, ...values },
    body: writesOnly(operation, values),
  });
  return lab.send({ step, role: 'setup', request, present: actor.present });
}

async function byHook(
  lab: Lab,
  hook: HookName,
  operation: Operation | undefined,
  user: LabUser,
  step: string,
  more: object = {},
): Promise<Sent> {
  const { sent } = await callHook(
    lab,
    hook,
    { ...personInput(user), ...more },
    { operation, step: { step } },
  );
  return sent;
}

/** A body with the wished attributes only: a PATCH of one thing must not write the example's other things. */
function writesOnly(operation: Operation, values: Readonly<Record<string, unknown>>): unknown {
  const bodyPlaces = operation.request.filter((place) => place.in === 'body' && place.at !== '');
  return bodyPlaces.some((place) => Object.hasOwn(values, place.attribute)) && operation.method === 'PATCH'
    ? {}
    : undefined;
}

/** Another person with the right, so that the change does not fall on who makes it. */
function someoneElse(lab: Lab, operation: Operation, user: LabUser): LabUser | undefined {
  const names = operation.security.flatMap((requirement) => [...requirement.values()]);
  return [...lab.users.values()].find(
    (other) =>
      other.id !== user.id &&
      other.tenant === user.tenant &&
      other.login !== undefined &&
      (other.login === 'any' || other.login.includes('password')) &&
      names.some((all) => all.every((name) => (other.roles.get(user.tenant) ?? []).includes(name))),
  );
}

/** Changes a user's password. @throws Lacking if the document has no operation for it */
export async function changePassword(lab: Lab, user: LabUser, password: string): Promise<Sent> {
  const operation = userWriter(lab, 'user.password');
  const hooked = hookServes(lab, 'changePassword', operation);
  if (operation === undefined && !hooked)
    throw new Lacking('the document has no operation that changes a password', 'change-password');
  lab.taint.register(`new password:${user.id}`, password);
  const sent =
    hooked || operation === undefined
      ? await byHook(lab, 'changePassword', operation, user, 'change-password', { password })
      : await act(lab, operation, user, 'change-password', { 'user.password': password });
  if (sent.ok) {
    user.password = password;
    lab.kept.clear();
    lab.fact({ fact: 'user-changed', user: user.id, change: 'password', by: sent.seq });
  }
  return sent;
}

/** Sets a user's roles in the active tenant. */
export async function changeRoles(lab: Lab, user: LabUser, roles: readonly string[]): Promise<Sent> {
  const operation = userWriter(lab, 'user.roles');
  if (operation === undefined) throw new Lacking("the document has no operation that changes a user's roles");
  const sent = await act(lab, operation, user, 'change-roles', { 'user.roles': roles });
  if (sent.ok) {
    user.roles = new Map([...user.roles, [user.tenant, roles]]);
    lab.fact({ fact: 'user-changed', user: user.id, change: 'roles', to: roles, by: sent.seq });
  }
  return sent;
}

/** Removes a user. */
export async function removeUser(lab: Lab, user: LabUser): Promise<Sent> {
  const operation = lab.model.operations.find(
    ({ verb, objectKind }) => verb === 'delete' && objectKind === 'user',
  );
  const hooked = hookServes(lab, 'removeUser', operation);
  if (operation === undefined && !hooked)
    throw new Lacking('the document has no operation that removes a user', 'remove-user');
  const sent =
    hooked || operation === undefined
      ? await byHook(lab, 'removeUser', operation, user, 'remove-user')
      : await act(lab, operation, user, 'remove-user', {});
  if (sent.ok) {
    lab.users.delete(user.id);
    lab.fact({ fact: 'user-changed', user: user.id, change: 'removed', by: sent.seq });
  }
  return sent;
}

/** Takes a user out of one tenant. */
export async function removeMembership(lab: Lab, user: LabUser, tenant: string): Promise<Sent> {
  const operation = lab.model.operations.find(
    ({ verb, objectKind }) => verb === 'delete' && objectKind === 'membership',
  );
  if (operation === undefined) throw new Lacking('the document has no operation that ends a membership');
  const sent = await act(lab, operation, user, 'remove-membership', { 'tenant.id': tenant });
  if (sent.ok)
    lab.fact({
      fact: 'user-changed',
      user: user.id,
      change: 'membership-removed',
      to: [tenant],
      by: sent.seq,
    });
  return sent;
}

/** Makes a user. The lab knows it from then on. @throws Lacking if the document has no operation, or it is refused */
export async function makeUser(
  lab: Lab,
  wish: {
    readonly roles: readonly string[];
    readonly tenant: string;
    readonly groups?: readonly string[];
    readonly login?: readonly string[];
  },
): Promise<{ user: LabUser; sent: Sent }> {
  const all = lab.model.operations.filter(
    ({ verb, objectKind }) => verb === 'create' && objectKind === 'user',
  );
  const operation = all.find((candidate) => candidate.console) ?? all[0];
  if (operation === undefined) throw new Lacking('the document has no operation that creates a user');
  const serial = lab.unique('user');
  const email = `${serial}@probe.example`;
  const password = `pw-${serial}-2Long`;
  lab.taint.register(`password:${serial}`, password);
  const actor = await actorsFor(lab, operation, { tenant: wish.tenant });
  const values = {
    'user.email': email,
    'user.password': password,
    'user.roles': wish.roles,
    'user.groups': wish.groups ?? [],
    'user.login': wish.login ?? [],
  };
  const sent = await lab.send({
    step: 'make-user',
    role: 'setup',
    request: lab.build(operation, { values }),
    present: actor.present,
  });
  const id = readText(lab.model, operation, sent, 'user.id');
  if (!sent.ok || id === undefined) throw new Lacking(`${operation.key} made no user: ${sent.status}`);
  const takesLogin = operation.request.some((place) => place.attribute === 'user.login');
  const login = takesLogin ? (wish.login ?? []) : 'any';
  const user: LabUser = {
    id,
    email,
    password,
    tenant: wish.tenant,
    roles: new Map([[wish.tenant, wish.roles]]),
    groups: wish.groups ?? [],
    login,
  };
  lab.users.set(id, user);
  lab.fact({ fact: 'user-made', user: id, roles: wish.roles, tenant: wish.tenant, login, by: sent.seq });
  return { user, sent };
}
