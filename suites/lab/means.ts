import type { Operation } from '../../spec/model.ts';
import { type Capability, type Lack, lackOf, type Overlay } from '../../spec/overlay.ts';

/** The means by which an operation may be had or declared lacking: by its key, and by what it does. */
export function meansOf(operation: Operation): readonly Capability[] {
  return [`operation:${operation.key}`, ...kindOfMeans(operation)];
}

/** Any of these would have done where an operation is not there over HTTP. */
export function meansInsteadOf(operation: Operation): readonly Capability[] {
  return [...(operation.console ? ['console' as const] : []), ...meansOf(operation)];
}

function kindOfMeans({ verb, objectKind, request }: Operation): readonly Capability[] {
  const writes = (attribute: string): boolean =>
    request.some((place) => place.attribute === attribute && !place.readOnly);
  if (objectKind === 'credential') {
    if (verb === 'issue' || verb === 'revoke' || verb === 'list' || verb === 'rotate') return [verb];
    return [];
  }
  if (objectKind !== 'user') return [];
  if (verb === 'delete') return ['remove-user'];
  if (verb === 'update' && writes('user.password')) return ['change-password'];
  return verb === 'update' && writes('user.tenant') ? ['switch-tenant'] : [];
}

/** Is the operation declared to be lacking on this target? Then it is never called. */
export function declaredLack(overlay: Overlay | undefined, operation: Operation): Lack | undefined {
  return lackOf(overlay, meansOf(operation));
}
