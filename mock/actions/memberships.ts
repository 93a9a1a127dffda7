import { type Call, type Outcome, type Refused, refuse, type Subject } from '../call.ts';
import { given, givenNames } from '../given.ts';
import { isWithin } from '../reach.ts';
import type { User } from '../state/users.ts';
import { leaveTenant } from './leave-tenant.ts';
import { roleNames } from './users.ts';

/** Takes a user into the tenant of the call, with roles there. Also changes the roles of a member. */
export function createMembership(call: Call): Outcome | Refused {
  const user = userGiven(call);
  if (!user) return refuse('invalid-request', 'there is no such user');
  const { users } = call.world;
  users.setRoles(
    user,
    call.tenant,
    givenNames(call, 'user.roles', roleNames(call)) ?? user.roles.get(call.tenant) ?? [],
  );
  if (user.tenant === '') users.change(user, { tenant: call.tenant });
  return { subject: { type: 'membership', user, tenant: call.tenant } };
}

export function listMembers(call: Call): Outcome {
  const list: Subject[] = [];
  for (const user of call.world.users.all()) {
    const subject: Subject = { type: 'membership', user, tenant: call.tenant };
    if (isWithin(call, subject)) list.push(subject);
  }
  return { list };
}

export function readMembership(call: Call): Outcome | Refused {
  return call.subject ? { subject: call.subject } : refuse('unknown-record', 'no member is named');
}

export function deleteMembership(call: Call): Outcome | Refused {
  return leaveTenant(call, call.named ?? (call.subject?.type === 'user' ? call.subject.user : undefined));
}

function userGiven(call: Call): User | undefined {
  if (call.named) return call.named;
  const id = given(call, 'user.id');
  const email = given(call, 'user.email');
  const { users } = call.world;
  return typeof id === 'string' ? users.get(id) : users.byEmail(typeof email === 'string' ? email : '');
}
