import type { AuthModel, Operation } from '../../spec/model.ts';

/** Operations on records that need a credential: lists, and whatever names a record, a parent or a tenant in its path. */
export function isolated(model: AuthModel): readonly Operation[] {
  return model.operations.filter(
    ({ objectKind, security, verb, path, set }) =>
      objectKind === 'record' &&
      security.length > 0 &&
      security.every((requirement) => requirement.size > 0) &&
      (verb === 'list' || path.includes('{')) &&
      verb !== 'delete' &&
      Object.keys(set).length === 0,
  );
}

/** Does the path name a record, a parent or a tenant? */
export function namesThing(operation: Operation): boolean {
  return operation.path.includes('{');
}

/** The path parameter of the record or, before a nested collection, of its parent; none if it names the tenant. */
export function thingParameter(operation: Operation): string | undefined {
  const last = [...operation.path.matchAll(/\{([^}]+)\}/g)].at(-1)?.[1];
  const isTenant = operation.request.some(
    (place) => place.in === 'path' && place.at === last && place.attribute === 'tenant.id',
  );
  return isTenant ? undefined : last;
}

/** One scheme per credential kind among the alternatives of the operation, each of which must isolate. */
export function schemesOf(model: AuthModel, operation: Operation): readonly string[] {
  const alone = operation.security.filter((requirement) => requirement.size === 1);
  const all = (alone.length > 0 ? alone : operation.security).flatMap((requirement) => [
    ...requirement.keys(),
  ]);
  return [
    ...new Map(
      [...new Set(all)].toReversed().map((name) => [model.schemes.get(name)?.credential ?? name, name]),
    ).values(),
  ];
}
