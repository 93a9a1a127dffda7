import type { AuthModel, FixtureRecord, Operation, SecurityScheme } from '../../spec/model.ts';
import { type Caller, reachesRecord } from './caller.ts';
import { peopleOf, rolesIn } from './columns.ts';
import { decidedBy, mayCallAccompanied } from './companions.ts';
import type { LabUser } from './held.ts';
import type { Lab } from './lab.ts';

/** Schemes over which people reach records: the credential acts with its owner's rights. */
export function personalSchemes(model: AuthModel): readonly SecurityScheme[] {
  return [...model.schemes.values()].filter(
    (scheme) =>
      model.credentials.get(scheme.credential)?.rights.includes('owner') === true &&
      model.operations.some(
        (operation) => operation.objectKind === 'record' && opensAlone(operation, scheme),
      ),
  );
}

/** Does one requirement of the operation ask for this scheme and no other? */
export function opensAlone(operation: Operation, scheme: Pick<SecurityScheme, 'name'>): boolean {
  return operation.security.some((requirement) => requirement.size === 1 && requirement.has(scheme.name));
}

/** Does the operation reach the records of some, not of the whole tenant? */
export function isRelational({ relation, objectKind }: Operation): boolean {
  return (
    objectKind === 'record' &&
    Object.values(relation)
      .flat()
      .some((one) => one !== 'tenant')
  );
}

/** Schemes over which people reach the records of some, each with the operations where they do. */
export function reachOperations(model: AuthModel): ReadonlyMap<SecurityScheme, readonly Operation[]> {
  const found = [...model.schemes.values()]
    .filter(({ credential }) => model.credentials.get(credential)?.rights.includes('owner') === true)
    .map(
      (scheme) =>
        [
          scheme,
          model.operations.filter(
            (operation) => isRelational(operation) && decidedBy(model, operation, scheme.name).length > 0,
          ),
        ] as const,
    );
  return new Map(found.filter(([, operations]) => operations.length > 0));
}

/** A person as a caller over a scheme. */
export function personOver(model: AuthModel, scheme: SecurityScheme, user: LabUser): Caller {
  const kind = model.credentials.get(scheme.credential);
  const owner = rolesIn(user, user.tenant);
  const own = kind?.rights.includes('own') === true ? owner.filter((name) => kind.names.includes(name)) : [];
  return {
    label: user.id,
    scheme: scheme.name,
    kind: scheme.credential,
    own,
    owner,
    user,
    tenant: user.tenant,
  };
}

/**
 * People who differ in what they reach, of all who may call some of the operations: everybody different in the first
 * tenant, one of each other.
 */
export function distinctPeople(
  lab: Lab,
  scheme: SecurityScheme,
  operations: readonly Operation[],
): readonly Caller[] {
  const kind = lab.model.credentials.get(scheme.credential);
  const [first] = lab.model.fixtures.tenants;
  const found = new Map<string, Caller>();
  if (kind === undefined) return [];
  for (const tenant of lab.model.fixtures.tenants.slice(0, 2)) {
    for (const user of peopleOf(lab, kind, tenant)) {
      const caller = personOver(lab.model, scheme, user);
      if (!operations.some((operation) => mayCallAccompanied(lab.model, operation, caller))) continue;
      const key = tenant === first ? profile(lab, operations, caller) : tenant;
      if (!found.has(key)) found.set(key, caller);
    }
  }
  return [...found.values()];
}

function profile(lab: Lab, operations: readonly Operation[], caller: Caller): string {
  const reached = operations
    .filter((operation) => mayCallAccompanied(lab.model, operation, caller))
    .map((operation) =>
      recordsOf(lab.model, operation)
        .filter((record) => reachesRecord(lab.model, operation, caller, record))
        .map(({ id }) => id),
    );
  return JSON.stringify([caller.owner, reached]);
}

export function recordsOf(model: AuthModel, operation: Operation): readonly FixtureRecord[] {
  const [first, second] = model.fixtures.tenants;
  return (model.fixtures.records.get(operation.object) ?? []).filter(
    ({ tenant }) => tenant === first || tenant === second,
  );
}
