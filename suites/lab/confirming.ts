import type { Operation } from '../../spec/model.ts';
import type { LabUser } from './held.ts';

/**
 * Does a call about a credential ask its caller for the password once more? Then the places of the user in its request
 * are those of the caller.
 */
export function confirmsCaller({ objectKind, verb, request }: Operation): boolean {
  return (
    objectKind === 'credential' &&
    verb !== 'login' &&
    request.some(({ attribute, readOnly }) => attribute === 'user.password' && !readOnly)
  );
}

/** Whose password confirms a call: of the user whom the request is about, else of the first. */
export function confirmation(
  operation: Operation,
  users: ReadonlyMap<string, LabUser>,
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const named = [values['user.id'], values[`${operation.object}.owner`]].map((id) =>
    typeof id === 'string' ? users.get(id) : undefined,
  );
  const user = [...named, ...users.values()].find((one) => one !== undefined);
  return user === undefined
    ? {}
    : { 'user.id': user.id, 'user.email': user.email, 'user.password': user.password };
}
