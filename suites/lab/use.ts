import type { BuiltRequest } from './build-request.ts';
import { type Use, usesOf } from './exercise.ts';
import { type Held, Lacking } from './held.ts';
import type { Lab } from './lab.ts';

/** A plain read that must accept the credential by itself. @throws Lacking if nothing takes it */
export function firstUse(lab: Lab, held: Held): Use {
  const [found] = usesOf(lab, held);
  if (found === undefined)
    throw new Lacking(`no operation accepts a ${held.kind} by itself with what ${held.alias} holds`);
  return found;
}

export type { Use } from './exercise.ts';

/** The request of a use, in the tenant of the credential. */
export function requestOf(lab: Lab, held: Held, { operation }: Use): BuiltRequest {
  return lab.build(
    operation,
    held.tenant === undefined ? {} : { values: { 'tenant.id': held.tenant, 'record.tenant': held.tenant } },
  );
}
