import { type Call, type Outcome, type Refused, refuse, type Subject } from '../call.ts';
import { given, givenData, givenNames } from '../given.ts';
import { isWithin } from '../reach.ts';
import { digestOf, newId } from '../secrets/digest.ts';
import type { User } from '../state/users.ts';
import { leaveTenant } from './leave-tenant.ts';

/** A user of the caller's tenant; nothing in the body can put it into another one. */
export function createUser(call: Call): Outcome | Refused {
  const { users, tenants } = call.world;
  const email = given(call, 'user.email');
  const password = given(call, 'user.password');
  if (typeof email === 'string' && users.byEmail(email))
    return refuse('duplicate', 'a user has this e-mail address');
  if (!tenants.has(call.tenant)) return refuse('no-right', 'the caller is in no tenant');
  const user: User = {
    id: newId('u', call.world.random),
    email: typeof email === 'string' ? email : '',
    passwordDigest: typeof password === 'string' ? digestOf(password) : undefined,
    tenant: call.tenant,
    roles: new Map([[call.tenant, givenNames(call, 'user.roles', roleNames(call)) ?? []]]),
    groups: givenNames(call, 'user.groups', []) ?? [],
    manager: managerGiven(call),
    login: givenNames(call, 'user.login', []) ?? 'any',
    data: givenData(call),
  };
  users.add(user);
  return { subject: { type: 'user', user } };
}

export function listUsers(call: Call): Outcome {
  const list: Subject[] = [];
  for (const user of call.world.users.all()) {
    const subject: Subject = { type: 'user', user };
    if (isWithin(call, subject)) list.push(subject);
  }
  return { list };
}

export function readUser(call: Call): Outcome | Refused {
  if (call.subject?.type === 'user') return { subject: call.subject };
  return call.verified.length === 0
    ? refuse('no-credential', 'nobody is signed in')
    : refuse('unknown-record', 'the credential belongs to no user');
}

/** Writes what the document offers a place for; a new password ends what it must end, roles count from the next call. */
export function updateUser(call: Call): Outcome | Refused {
  if (call.subject?.type !== 'user') return refuse('unknown-record', 'no user is named');
  const { user } = call.subject;
  const { users, credentials, tenants } = call.world;
  const value = (member: string): unknown =>
    call.operation?.operation.set[member] ?? given(call, `user.${member}`);
  const email = value('email');
  const password = value('password');
  const tenant = value('tenant');
  const holder = typeof email === 'string' ? users.byEmail(email) : undefined;
  if (holder && holder !== user) return refuse('duplicate', 'another user has this e-mail address');
  if (typeof tenant === 'string' && !user.roles.has(tenant)) {
    return refuse(
      tenants.has(tenant) ? 'foreign-record' : 'unknown-record',
      'the user is no member of that tenant',
    );
  }
  const roles = givenNames(call, 'user.roles', roleNames(call));
  const groups = givenNames(call, 'user.groups', []);
  const way = givenNames(call, 'user.login', []);
  if (roles) users.setRoles(user, user.roles.has(call.tenant) ? call.tenant : user.tenant, roles);
  users.change(user, {
    ...(typeof email === 'string' ? { email } : {}),
    ...(groups ? { groups } : {}),
    ...(way ? { login: way } : {}),
    ...(given(call, 'user.manager') === undefined ? {} : { manager: managerGiven(call) }),
    ...(typeof tenant === 'string' ? { tenant } : {}),
    data: { ...user.data, ...givenData(call) },
  });
  if (typeof password === 'string') {
    users.change(user, { passwordDigest: digestOf(password) });
    credentials.endAll('password-change', call.now, (credential) => credential.owner === user.id);
  }
  return { subject: call.subject };
}

/** One tenant cannot take a user away from another: a member of several leaves this one, and is removed with the last. */
export function deleteUser(call: Call): Outcome | Refused {
  if (call.subject?.type !== 'user') return refuse('unknown-record', 'no user is named');
  const { user } = call.subject;
  const isElsewhere = user.roles.keys().some((tenant) => tenant !== call.tenant);
  if (isElsewhere && user.id !== call.user?.id) return leaveTenant(call, user);
  call.world.users.remove(user);
  call.world.credentials.endAll('user-removal', call.now, (credential) => credential.owner === user.id);
  return { subject: call.subject };
}

function managerGiven(call: Call): string | undefined {
  const manager = given(call, 'user.manager');
  return typeof manager === 'string' && manager !== '' ? manager : undefined;
}

/** Every name that some kind of credential can hold: lets one name with spaces be told from several. */
export function roleNames(call: Call): readonly string[] {
  return [...call.world.plan.kinds.values()].flatMap(({ kind }) => kind.names);
}
