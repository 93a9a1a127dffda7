import type { AuthModel, CredentialKind, SecurityScheme } from '../../spec/model.ts';
import { jointNames } from '../predict/matrix-cells.ts';
import type { Caller, ReadyCaller } from './caller.ts';
import { canSignIn, type LabUser, Lacking } from './held.ts';
import { hookServes } from './hooked.ts';
import type { Lab } from './lab.ts';
import { obtain } from './obtain.ts';
import { asDocumented } from './present.ts';

/**
 * The columns of the permission matrix of a scheme, in the first tenant: one per name where names are given at issue,
 * one per distinct role set of the known people where the owner's count.
 */
export function columnsOf(lab: Lab, scheme: SecurityScheme): readonly Caller[] {
  const kind = lab.model.credentials.get(scheme.credential);
  if (kind === undefined) return [];
  const tenant = lab.model.fixtures.tenants[0];
  const base = { scheme: scheme.name, kind: kind.name, tenant };
  if (!kind.rights.includes('own'))
    return roleSets(lab, kind, tenant).map((user) => {
      const owner = rolesIn(user, tenant);
      return { ...base, label: labelOf(kind, owner), own: [], owner, user };
    });
  if (isOnlyGiven(lab.model, kind) && !hookServes(lab, 'issue', undefined))
    return givenColumns(lab, kind, base);
  const sets = [...kind.names.map((name) => [name]), ...jointNames(lab.model, scheme.name)];
  return sets.flatMap((own): Caller[] => {
    if (!kind.rights.includes('owner'))
      return [{ ...base, label: labelOf(kind, own), own, owner: [], user: undefined }];
    const user = peopleOf(lab, kind, tenant).find((candidate) =>
      own.every((name) => rolesIn(candidate, tenant).includes(name)),
    );
    return user === undefined
      ? []
      : [{ ...base, label: labelOf(kind, own), own, owner: rolesIn(user, tenant), user }];
  });
}

/** Does no operation give out credentials of the kind? */
export function isOnlyGiven(model: AuthModel, { name, displayedBy }: CredentialKind): boolean {
  return (
    displayedBy.length === 0 &&
    !model.operations.some(({ verb, object }) => object === name && (verb === 'issue' || verb === 'login'))
  );
}

/** One caller per set of names that a credential is known to hold. */
function givenColumns(
  lab: Lab,
  kind: CredentialKind,
  base: Pick<Caller, 'scheme' | 'kind' | 'tenant'>,
): readonly Caller[] {
  const sets = new Map(
    lab.model.fixtures.credentials
      .filter((one) => one.kind === kind.name && one.tenant === base.tenant && one.rightsUnknown !== true)
      .map(({ rights }) => [labelOf(kind, rights), rights]),
  );
  return [...sets].map(([label, own]) => ({ ...base, label, own, owner: [], user: undefined }));
}

/** A credential for the caller, made ready to send. @throws Lacking if none can be had */
export async function ready(lab: Lab, caller: Caller): Promise<ReadyCaller> {
  const kind = lab.model.credentials.get(caller.kind);
  const held = await obtain(lab, caller.kind, {
    ...(caller.user === undefined ? {} : { user: caller.user.id }),
    tenant: caller.tenant,
    ...(kind?.rights.includes('own') === true ? { rights: caller.own } : {}),
  });
  return { ...caller, present: [asDocumented(lab.model, held, caller.scheme)] };
}

/** All callers for which a credential can be had; the others are noted as lacking. */
export async function readyAll(lab: Lab, callers: readonly Caller[]): Promise<readonly ReadyCaller[]> {
  const found: ReadyCaller[] = [];
  for (const caller of callers) {
    try {
      found.push(await ready(lab, caller));
    } catch (error) {
      if (!(error instanceof Lacking)) throw error;
      lab.lacking(caller.label, error);
    }
  }
  return found;
}

/** People of a tenant for whom a credential of the kind can be had. */
export function peopleOf(lab: Lab, kind: CredentialKind, tenant: string | undefined): readonly LabUser[] {
  const signsIn =
    kind.isPassword ||
    lab.model.operations.some(({ verb, object }) => verb === 'login' && object === kind.name);
  return [...lab.users.values()].filter((user) => user.tenant === tenant && (!signsIn || canSignIn(user)));
}

export function rolesIn(user: LabUser, tenant: string | undefined): readonly string[] {
  return tenant === undefined ? [...user.roles.values()].flat() : (user.roles.get(tenant) ?? []);
}

/** One person per distinct set of roles, those first who are in some group. */
function roleSets(lab: Lab, kind: CredentialKind, tenant: string | undefined): readonly LabUser[] {
  const sets = new Map<string, LabUser>();
  const known = peopleOf(lab, kind, tenant).filter(
    ({ id }) => lab.model.fixtures.users.get(id)?.rolesUnknown !== true,
  );
  for (const user of known.toSorted(
    (left, right) => Number(right.groups.length > 0) - Number(left.groups.length > 0),
  )) {
    const key = labelOf(kind, rolesIn(user, tenant));
    if (!sets.has(key)) sets.set(key, user);
  }
  return [...sets.values()];
}

function labelOf(kind: CredentialKind, names: readonly string[]): string {
  const inOrder = [
    ...kind.names.filter((name) => names.includes(name)),
    ...names.filter((name) => !kind.names.includes(name)),
  ];
  return inOrder.join(' + ') || 'no name';
}
