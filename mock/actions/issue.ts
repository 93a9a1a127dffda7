import { type Call, type Outcome, type Refused, refuse } from '../call.ts';
import { given } from '../given.ts';
import { newId } from '../secrets/digest.ts';
import type { User } from '../state/users.ts';
import { makeCredentials } from './make.ts';

/** A new credential for the named owner, else for the caller; several may live at once. */
export function issue(call: Call): Outcome | Refused | Promise<Outcome | Refused> {
  const kind = call.operation?.operation.object ?? '';
  const owner = ownerFor(call, kind);
  if (owner && 'cause' in owner) return owner;
  const made = call.operation?.made ?? [];
  return makeCredentials(call, made, {
    owner,
    tenant: call.tenant,
    // What is made together belongs together; one alone is a session of its own.
    session: made.length > 1 ? newId('s', call.world.random) : undefined,
    fromRequest: true,
    commit: () =>
      owner && call.world.users.get(owner.id) !== owner
        ? refuse('invalid-request', 'the owner was removed meanwhile')
        : undefined,
  });
}

function ownerFor(call: Call, kind: string): User | undefined | Refused {
  if (call.named) return call.named;
  const asked = given(call, `${kind}.owner`);
  if (typeof asked !== 'string') return call.user;
  const user = call.world.users.get(asked);
  return user?.roles.has(call.tenant)
    ? user
    : refuse('invalid-request', 'the owner is no user of this tenant');
}
