import type { Operation } from '../../spec/model.ts';
import { actorByRequirement, actorsFor } from './actor.ts';
import type { Held } from './held.ts';
import type { Lab } from './lab.ts';
import { asDocumented, type Presentation } from './present.ts';

/** The youngest credential of the same kind and tenant that was not ended. */
export function aliveOf(lab: Lab, like: Held): Held | undefined {
  return lab.obtained.findLast(
    (one) => one.kind === like.kind && one.tenant === like.tenant && !lab.ended.has(one.alias),
  );
}

/** People where they may; else a credential of the kind that is alive. */
export async function managersOf(
  lab: Lab,
  by: Operation,
  held: Held,
): Promise<{ readonly present: readonly Presentation[] }> {
  const alive = aliveOf(lab, held);
  const requirement = by.security[0];
  if (alive !== undefined && takes(lab, by, held.kind) !== undefined)
    return { present: presentSelf(lab, by, alive) };
  return requirement === undefined
    ? actorsFor(lab, by, { tenant: held.tenant })
    : actorByRequirement(lab, by, requirement, { tenant: held.tenant });
}

/** The scheme over which an operation takes a kind, if it does. */
export function takes(lab: Lab, by: Operation, kind: string): string | undefined {
  return by.security
    .flatMap((requirement) => [...requirement.keys()])
    .find((name) => lab.model.schemes.get(name)?.credential === kind);
}

/** A credential presented where the operation takes its kind. */
export function presentSelf(lab: Lab, by: Operation, held: Held): readonly Presentation[] {
  return [asDocumented(lab.model, held, takes(lab, by, held.kind))];
}
