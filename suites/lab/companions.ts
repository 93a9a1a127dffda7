import type { AuthModel, Operation, Requirement } from '../../spec/model.ts';
import { permits } from '../predict/permits.ts';
import { actorByRequirement } from './actor.ts';
import type { Caller, ReadyCaller } from './caller.ts';
import type { Lab } from './lab.ts';
import type { Presentation } from './present.ts';

/**
 * Requirements of an operation by which the scheme decides who may call: it stands alone, or beside credentials that
 * give no rights, such as the key of a device.
 */
export function decidedBy(model: AuthModel, operation: Operation, scheme: string): readonly Requirement[] {
  return operation.security.filter(
    (requirement) =>
      requirement.has(scheme) &&
      [...requirement.keys()].every((name) => name === scheme || givesNoRights(model, name)),
  );
}

/** What of a caller decides whether it may call. */
export type Deciding = Pick<Caller, 'scheme' | 'kind' | 'own' | 'owner'>;

/** May the caller call the operation, with the companions that it asks for? */
export function mayCallAccompanied(model: AuthModel, operation: Operation, caller: Deciding): boolean {
  return operation.security.length === 0 || requirementFor(model, operation, caller) !== undefined;
}

/**
 * The caller's credential with the companions of the requirement that it satisfies, else of the first that it could.
 * @throws Lacking if no companion can be had in the caller's tenant
 */
export async function accompanied(
  lab: Lab,
  operation: Operation,
  caller: ReadyCaller,
): Promise<readonly Presentation[]> {
  const { scheme, tenant } = caller;
  const requirement =
    requirementFor(lab.model, operation, caller) ?? decidedBy(lab.model, operation, scheme)[0] ?? [];
  const companions = new Map([...requirement].filter(([name]) => name !== scheme));
  if (companions.size === 0) return caller.present;
  const { present } = await actorByRequirement(lab, operation, companions, { tenant });
  return [...caller.present, ...present];
}

function requirementFor(model: AuthModel, operation: Operation, caller: Deciding): Requirement | undefined {
  return decidedBy(model, operation, caller.scheme).find((requirement) => {
    const own = new Map([...requirement].filter(([name]) => name === caller.scheme));
    return permits(model, { ...operation, security: [own] }, caller.scheme, caller);
  });
}

function givesNoRights(model: AuthModel, scheme: string): boolean {
  const kind = model.credentials.get(model.schemes.get(scheme)?.credential ?? '');
  return kind !== undefined && kind.rights.length === 0 && !kind.isPassword;
}
