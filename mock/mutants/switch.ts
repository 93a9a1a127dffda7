import type { Operation } from '../../spec/model.ts';
import type { Call } from '../call.ts';
import { given } from '../given.ts';

/** The operation by which people change the tenant in which they act. */
export function isSwitch({ objectKind, verb, request }: Operation): boolean {
  return (
    objectKind === 'user' &&
    verb === 'update' &&
    request.some(({ attribute, readOnly }) => attribute === 'user.tenant' && !readOnly)
  );
}

/** The tenant that a call switches to, if it is a switch. */
export function switchTarget(call: Call): string | undefined {
  const tenant =
    call.operation && isSwitch(call.operation.operation) ? given(call, 'user.tenant') : undefined;
  return typeof tenant === 'string' ? tenant : undefined;
}
