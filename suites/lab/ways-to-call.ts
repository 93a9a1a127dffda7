import type { Operation } from '../../spec/model.ts';
import { actorsFor } from './actor.ts';
import type { Held } from './held.ts';
import type { Lab } from './lab.ts';
import type { MadeObject } from './made-objects.ts';
import { asDocumented, type Presentation } from './present.ts';
import { keepStanding } from './standing.ts';

export type WayToCall = () => Promise<readonly Presentation[]>;

/** Who may by the document, where the thing is: the first that is found, the owner. */
export function* waysInPlace(
  lab: Lab,
  operation: Operation,
  { owner, tenant }: MadeObject,
  held: Held | undefined,
): Generator<WayToCall> {
  const place = tenant ?? held?.tenant;
  yield async () => (await actorsFor(lab, operation, { tenant: place })).present;
  const user = owner ?? held?.user;
  if (user !== undefined && lab.users.has(user))
    yield async () => (await actorsFor(lab, operation, { tenant: place, user })).present;
  for (const one of lab.config.provisioned ?? []) {
    const isElsewhere = place !== undefined && one.tenant !== undefined && one.tenant !== place;
    const scheme = operation.security.flatMap((requirement) =>
      requirement.size === 1
        ? [...requirement.keys()].filter((name) => lab.model.schemes.get(name)?.credential === one.kind)
        : [],
    )[0];
    if (one.state === 'active' && scheme !== undefined && !isElsewhere)
      yield async () => [asDocumented(lab.model, keepStanding(lab, one), scheme)];
  }
}

/** Who could: those who may where it is, those who may elsewhere, the credential itself. */
export function* waysToCall(
  lab: Lab,
  operation: Operation,
  object: MadeObject,
  held: Held | undefined,
): Generator<WayToCall> {
  if (operation.verb === 'logout') {
    if (held !== undefined) yield async () => [asDocumented(lab.model, held)];
    return;
  }
  yield* waysInPlace(lab, operation, object, held);
  const place = object.tenant ?? held?.tenant;
  for (const other of lab.model.fixtures.tenants)
    if (other !== place) yield async () => (await actorsFor(lab, operation, { tenant: other })).present;
  if (held !== undefined) yield async () => [asDocumented(lab.model, held)];
}
