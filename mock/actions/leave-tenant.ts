import { type Call, type Outcome, type Refused, refuse } from '../call.ts';
import type { User } from '../state/users.ts';

/** Takes the tenant of the call out of the user's reach at once; the active one moves on, or is none. */
export function leaveTenant(call: Call, user: User | undefined): Outcome | Refused {
  const { tenant } = call;
  if (!user?.roles.has(tenant)) return refuse('unknown-record', 'no member is named');
  call.world.users.leave(user, tenant);
  call.world.credentials.endAll(
    'membership-removal',
    call.now,
    (credential) => credential.owner === user.id && credential.tenant === tenant,
  );
  return { subject: { type: 'membership', user, tenant } };
}
