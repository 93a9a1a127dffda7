import type { ExchangeRole } from '../../spec/history.ts';
import type { Operation } from '../../spec/model.ts';
import { passwordScheme } from '../predict/managers.ts';
import { permits } from '../predict/permits.ts';
import { actorsFor } from './actor.ts';
import { canSignIn, type Held, type LabUser } from './held.ts';
import type { Lab, Sent } from './lab.ts';
import { person } from './obtain.ts';
import { asDocumented, type Presentation } from './present.ts';

/**
 * May the user call the operation as a person, by the roles held in the active tenant? Where the caller gives only names
 * of its own, it must have some to give.
 */
export function personMay(lab: Lab, operation: Operation, user: LabUser): boolean {
  const scheme = passwordScheme(lab.model, operation);
  const kind = scheme === undefined ? undefined : lab.model.schemes.get(scheme)?.credential;
  if (scheme === undefined || kind === undefined) return false;
  const owner = user.roles.get(user.tenant) ?? [];
  const givable = lab.model.credentials.get(operation.object)?.names ?? [];
  if (operation.within === 'caller' && !givable.some((name) => owner.includes(name))) return false;
  return permits(lab.model, operation, scheme, { kind, own: [], owner });
}

/** A user's own password, as documented for the operation. */
export function asPerson(lab: Lab, operation: Operation, user: LabUser): Presentation | undefined {
  const scheme = passwordScheme(lab.model, operation);
  const kind = scheme === undefined ? undefined : lab.model.schemes.get(scheme)?.credential;
  return kind === undefined
    ? undefined
    : asDocumented(lab.model, person(lab, kind, { user: user.id }), scheme);
}

/** Other people of the credential's tenant who may call the operation. */
export function colleagues(lab: Lab, operation: Operation, held: Held): readonly LabUser[] {
  return [...lab.users.values()].filter(
    (user) =>
      user.tenant === held.tenant &&
      user.id !== held.user &&
      canSignIn(user) &&
      personMay(lab, operation, user),
  );
}

/** Reads a list as a given person, or as anybody of a tenant who may. */
export async function listAs(
  lab: Lab,
  operation: Operation,
  who: {
    readonly user: string | undefined;
    readonly tenant: string | undefined;
    readonly owner: string | undefined;
  },
  labels: { readonly step: string; readonly case: string; readonly role?: ExchangeRole },
): Promise<Sent> {
  const user = who.user === undefined ? undefined : lab.users.get(who.user);
  const own = user === undefined ? undefined : asPerson(lab, operation, user);
  const takesOwner = operation.request.some(
    (place) => place.attribute === `${operation.object}.owner` && !place.readOnly,
  );
  const present =
    own === undefined
      ? (await actorsFor(lab, operation, { tenant: who.tenant, user: takesOwner ? undefined : who.owner }))
          .present
      : [own];
  const values = who.owner === undefined ? {} : { [`${operation.object}.owner`]: who.owner };
  return lab.send({
    role: 'read-back',
    ...labels,
    request: lab.build(operation, { values }),
    present,
    detail: { tenant: who.tenant ?? '' },
  });
}
