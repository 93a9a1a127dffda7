import type { AuthModel, Operation, Relation } from '../../spec/model.ts';

/** What decides whether a credential may call: the names that it or its owner holds. */
export interface Subject {
  readonly kind: string;
  /** Names given to the credential at issue. */
  readonly own: readonly string[];
  /** Names of its owner in the tenant of the call. */
  readonly owner: readonly string[];
}

/**
 * May a credential of the subject call the operation over the given scheme? From `security` alone: alternatives are
 * OR, names in one entry are AND; `rights` says whose names count, several sources must all allow.
 */
export function permits(model: AuthModel, operation: Operation, scheme: string, subject: Subject): boolean {
  if (operation.security.length === 0) return true;
  const sources = model.credentials.get(subject.kind)?.rights ?? [];
  return operation.security.some((requirement) => {
    if (requirement.size === 0) return true;
    if (requirement.size > 1 || !requirement.has(scheme)) return false;
    const names = requirement.get(scheme) ?? [];
    return names.every((name) =>
      sources.length === 0 ? false : sources.every((source) => subject[source].includes(name)),
    );
  });
}

/** Relations by which the holder of the names reaches records at this operation; `*` speaks for names left out. */
export function relationsOf(operation: Operation, names: readonly string[]): readonly Relation[] {
  const { relation } = operation;
  const of = (name: string): readonly Relation[] =>
    (Object.hasOwn(relation, name) ? relation[name] : relation['*']) ?? [];
  return names.length === 0 ? of('*') : [...new Set(names.flatMap(of))];
}

/** A record as far as reach is concerned. */
export interface RecordTraits {
  readonly owner?: string | undefined;
  readonly ownersManager?: string | undefined;
  readonly group?: string | undefined;
  readonly tenant?: string | undefined;
}

export interface Caller {
  readonly user?: string | undefined;
  readonly tenant: string | undefined;
  readonly groups: readonly string[];
}

/** Does the caller reach the record by any of the relations? The tenant border is always and-ed. */
export function reaches(relations: readonly Relation[], caller: Caller, record: RecordTraits): boolean {
  if (record.tenant !== undefined && caller.tenant !== undefined && record.tenant !== caller.tenant)
    return false;
  return relations.some((relation) => {
    switch (relation) {
      case 'tenant':
        return true;
      case 'owner':
        return record.owner !== undefined && record.owner === caller.user;
      case 'owner.manager':
        return record.ownersManager !== undefined && record.ownersManager === caller.user;
      case 'group':
        return record.group !== undefined && caller.groups.includes(record.group);
    }
    return false;
  });
}
