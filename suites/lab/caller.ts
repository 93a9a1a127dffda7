import type { AuthModel, CredentialKind, FixtureRecord, Operation } from '../../spec/model.ts';
import { permits, type Caller as Reaching, reaches, relationsOf } from '../predict/permits.ts';
import type { LabUser } from './held.ts';
import type { Presentation } from './present.ts';

/** Somebody with a known set of names, ready to call: a column of the matrix, or a person. */
export interface Caller {
  /** How cases call it: the names joined by ` + `, or the user. */
  readonly label: string;
  readonly scheme: string;
  readonly kind: string;
  /** Names of the credential. */
  readonly own: readonly string[];
  /** Names of its owner in the tenant. */
  readonly owner: readonly string[];
  readonly user: LabUser | undefined;
  readonly tenant: string | undefined;
}

export interface ReadyCaller extends Caller {
  readonly present: readonly Presentation[];
}

/** Names that count: those of all sources of the kind's rights; none if it has none. */
export function effectiveNames(
  kind: CredentialKind | undefined,
  caller: Pick<Caller, 'own' | 'owner'>,
): readonly string[] {
  const [first, ...others] = kind?.rights ?? [];
  if (first === undefined) return [];
  return caller[first].filter((name) => others.every((source) => caller[source].includes(name)));
}

export function mayCall(model: AuthModel, operation: Operation, caller: Caller): boolean {
  return permits(model, operation, caller.scheme, {
    kind: caller.kind,
    own: caller.own,
    owner: caller.owner,
  });
}

/** Does the caller reach a fixture record at an operation, by the document's relations? */
export function reachesRecord(
  model: AuthModel,
  operation: Operation,
  caller: Caller,
  record: FixtureRecord,
): boolean {
  const names = effectiveNames(model.credentials.get(caller.kind), caller);
  const who: Reaching = { user: caller.user?.id, tenant: caller.tenant, groups: caller.user?.groups ?? [] };
  const ownersManager =
    record.owner === undefined ? undefined : model.fixtures.users.get(record.owner)?.manager;
  return reaches(relationsOf(operation, names), who, {
    owner: record.owner,
    ownersManager,
    group: record.group,
    tenant: record.tenant,
  });
}

/** What the history says of the caller, so that a rule can predict. */
export function callerDetail(caller: Caller): Readonly<Record<string, string>> {
  return {
    scheme: caller.scheme,
    kind: caller.kind,
    label: caller.label,
    own: JSON.stringify(caller.own),
    owner: JSON.stringify(caller.owner),
    ...(caller.user === undefined ? {} : { user: caller.user.id }),
    ...(caller.tenant === undefined ? {} : { tenant: caller.tenant }),
  };
}
