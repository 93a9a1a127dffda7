import type { AuthModel, CredentialKind, EndEvent } from '../../spec/model.ts';
import { credentialOperations } from '../predict/kinds.ts';
import { type Held, type LabUser, Lacking } from './held.ts';
import type { Lab, Sent } from './lab.ts';
import { ended } from './lifecycle.ts';
import { changePassword, removeMembership, removeUser } from './people.ts';
import { asDocumented } from './present.ts';

/** Events that end a kind and that an operation of the document brings about. */
export function endableEvents(model: AuthModel, kind: CredentialKind): readonly EndEvent[] {
  return kind.endedBy.filter((event) => canCause(model, event, kind.name));
}

function canCause(model: AuthModel, event: EndEvent, kind: string): boolean {
  const some = (verb: string, object: string, attribute?: string) =>
    model.operations.some(
      (operation) =>
        operation.verb === verb &&
        operation.objectKind === object &&
        (attribute === undefined ||
          operation.request.some((place) => place.attribute === attribute && !place.readOnly)),
    );
  switch (event) {
    case 'password-change':
      return some('update', 'user', 'user.password');
    case 'user-removal':
      return some('delete', 'user');
    case 'membership-removal':
      return some('delete', 'membership');
    case 'logout':
      return credentialOperations(model, 'logout', kind).length > 0;
    case 'reuse':
    case 'revocation':
      return false;
  }
}

/**
 * Lets the event happen to a user; a logout to one credential.
 * @throws Lacking if the document has no operation for it
 */
export async function endBy(lab: Lab, event: EndEvent, user: LabUser, held: Held): Promise<Sent> {
  switch (event) {
    case 'password-change':
      return changePassword(lab, user, `${lab.unique('new-password')}-2Long`);
    case 'user-removal':
      return removeUser(lab, user);
    case 'membership-removal':
      return leave(lab, user);
    case 'logout':
      return logout(lab, held);
    case 'reuse':
    case 'revocation':
      throw new Lacking(`${event} is not an event in the life of a user`);
  }
}

/** The lab does not count on somebody any more whose tenant has changed. */
async function leave(lab: Lab, user: LabUser): Promise<Sent> {
  const sent = await removeMembership(lab, user, user.tenant);
  if (sent.ok) lab.users.delete(user.id);
  return sent;
}

/** Signs out with the credential itself. */
export async function logout(lab: Lab, held: Held): Promise<Sent> {
  const [operation] = credentialOperations(lab.model, 'logout', held.kind);
  if (operation === undefined)
    throw new Lacking(`the document has no operation that ends a session of ${held.kind}`);
  const request = lab.build(operation, { values: { [`${held.kind}.secret`]: held.secret } });
  const present = operation.security.length === 0 ? [] : [asDocumented(lab.model, held)];
  const sent = await lab.send({ step: 'logout', role: 'setup', request, present });
  if (sent.ok) ended(lab, held, 'logout', sent.seq);
  return sent;
}
