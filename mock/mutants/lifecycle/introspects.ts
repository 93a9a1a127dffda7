import type { AuthModel, Operation } from '../../../spec/model.ts';
import { credentialVerb, memberOf } from '../lie.ts';

/** Does the operation tell of a value whether it works? */
export function introspects(operation: Operation): boolean {
  return (
    credentialVerb('read')(operation) &&
    operation.request.some(({ attribute }) => attribute === `${operation.object}.secret`) &&
    memberOf(operation, 'active') !== undefined
  );
}

export function hasIntrospection(model: AuthModel): boolean {
  return model.operations.some(introspects);
}
