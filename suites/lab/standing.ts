import { tenantIdOn, userIdOn } from '../model-for.ts';
import type { StaticCredential } from '../target.ts';
import type { Held } from './held.ts';
import { keepFromAnswer } from './keep.ts';
import type { Lab } from './lab.ts';
import type { Want } from './obtain.ts';

/** Do these names do? Undefined: nobody said which it holds. */
export type Holds = (rights: readonly string[] | undefined) => boolean;

/** A credential of the target file that stands ready and fits, if there is one. */
export function standing(lab: Lab, kind: string, want: Want, holds: Holds = () => true): Held | undefined {
  const { overlay, provisioned = [] } = lab.config;
  const found = provisioned.find(
    (one) =>
      one.state === 'active' &&
      one.kind === kind &&
      (want.tenant === undefined ||
        one.tenant === undefined ||
        tenantIdOn(overlay, one.tenant) === want.tenant) &&
      (want.user === undefined || (one.user !== undefined && userIdOn(overlay, one.user) === want.user)) &&
      holds(one.rights) &&
      (want.rights === undefined || sameNames(one.rights ?? [], want.rights)),
  );
  return found === undefined ? undefined : keepStanding(lab, found);
}

/** Takes a credential of the target file into the lab. */
export function keepStanding(lab: Lab, one: StaticCredential): Held {
  const { overlay } = lab.config;
  return keepFromAnswer(lab, {
    kind: one.kind,
    secret: one.secret,
    how: 'fixture',
    name: one.name,
    ...(one.id === undefined ? {} : { id: one.id }),
    ...(one.user === undefined ? {} : { user: userIdOn(overlay, one.user) }),
    ...(one.tenant === undefined ? {} : { tenant: tenantIdOn(overlay, one.tenant) }),
    ...(one.rights === undefined ? {} : { rights: one.rights }),
  });
}

function sameNames(held: readonly string[], wanted: readonly string[]): boolean {
  return held.length === wanted.length && wanted.every((name) => held.includes(name));
}
