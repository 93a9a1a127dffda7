import type { Operation } from '../../spec/model.ts';
import { passwordScheme } from '../predict/managers.ts';
import type { BuiltRequest } from './build-request.ts';
import { confirmsCaller } from './confirming.ts';
import { canSignIn, type Held, type LabUser } from './held.ts';
import type { Lab } from './lab.ts';
import { credentialValues } from './lifecycle.ts';
import { overScheme, type Presentation, schemeFor } from './present.ts';

/** A valid management call about a credential, by a person where that limits what can be given. */
export function requestFor(lab: Lab, operation: Operation, target: Held, by?: LabUser): BuiltRequest {
  const { kind } = target;
  const rights =
    by === undefined || operation.within !== 'caller' ? target.rights : givenBy(lab, target, rolesOf(by));
  const values = {
    ...credentialValues(target),
    ...(by === undefined || !confirmsCaller(operation) ? {} : { 'user.id': by.id }),
  };
  if (operation.verb !== 'issue' && operation.verb !== 'update') return lab.build(operation, { values });
  const given = {
    [`${kind}.name`]: lab.unique('managed'),
    ...(rights === undefined ? {} : { [`${kind}.rights`]: rights }),
    // The example of a change may switch the target off.
    ...(operation.verb === 'update' ? { [`${kind}.enabled`]: true } : {}),
  };
  return lab.build(operation, { values: { ...values, ...given } });
}

/** The names of the target that a caller holds, else the first of all that the caller can give. */
function givenBy(lab: Lab, { kind, rights = [] }: Held, held: readonly string[]): readonly string[] {
  const shared = rights.filter((name) => held.includes(name));
  const names = lab.model.credentials.get(kind)?.names ?? [];
  return shared.length > 0 ? shared : names.filter((name) => held.includes(name)).slice(0, 1);
}

/** Does the operation reach the caller's own things only? */
export function ownerOnly(operation: Operation): boolean {
  const takesOwner = operation.request.some(
    (place) => place.attribute === `${operation.object}.owner` && !place.readOnly,
  );
  return (
    Object.values(operation.relation)
      .flat()
      .every((relation) => relation === 'owner') && !takesOwner
  );
}

/** The managed credential where the operation does not take its kind: over the operation's schemes and over its own. */
export function ownPresentations(lab: Lab, operation: Operation, target: Held): readonly Presentation[] {
  const schemes = [...new Set(operation.security.flatMap((requirement) => [...requirement.keys()]))].flatMap(
    (name) => lab.model.schemes.get(name) ?? [],
  );
  if (schemes.some((scheme) => scheme.credential === target.kind)) return [];
  const own = schemeFor(lab.model, target.kind);
  return [...(own === undefined ? [] : [own]), ...schemes].map((scheme) =>
    overScheme(scheme, target.secret, {
      scheme: scheme.name,
      credential: target.alias,
      form: scheme === own ? 'documented' : 'other-scheme',
    }),
  );
}

/** People of a tenant who can sign in, one for each set of roles. */
export function onePerRoleSet(
  lab: Lab,
  operation: Operation,
  tenant: string | undefined,
): readonly LabUser[] {
  if (passwordScheme(lab.model, operation) === undefined) return [];
  const people = [...lab.users.values()].filter((user) => user.tenant === tenant && canSignIn(user));
  return [...new Map(people.map((user) => [rolesOf(user).toSorted().join(), user])).values()];
}

/** Roles in the active tenant. */
export function rolesOf(user: LabUser): readonly string[] {
  return user.roles.get(user.tenant) ?? [];
}
