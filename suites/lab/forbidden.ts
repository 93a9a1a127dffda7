import { schemesAlone } from '../predict/kinds.ts';
import { permits } from '../predict/permits.ts';
import type { Use } from './exercise.ts';
import { type Held, Lacking } from './held.ts';
import type { Lab } from './lab.ts';

/** Operations that take a credential of this kind, but not this one, for want of a name. Plain paths first. */
export function forbiddenTo(
  lab: Lab,
  held: Pick<Held, 'kind' | 'user' | 'tenant' | 'rights'>,
): readonly Use[] {
  const user = held.user === undefined ? undefined : lab.users.get(held.user);
  const subject = {
    kind: held.kind,
    own: held.rights ?? [],
    owner: user?.roles.get(held.tenant ?? user.tenant) ?? [],
  };
  return lab.model.operations
    .filter((operation) => buildable(lab, operation))
    .flatMap((operation) =>
      schemesAlone(lab.model, operation, held.kind).map((scheme) => ({ operation, scheme })),
    )
    .filter(({ operation, scheme }) => !permits(lab.model, operation, scheme, subject))
    .toSorted((a, b) => Number(a.operation.path.includes('{')) - Number(b.operation.path.includes('{')));
}

function buildable(lab: Lab, operation: Use['operation']): boolean {
  try {
    lab.build(operation);
    return true;
  } catch (error) {
    if (error instanceof Lacking) return false;
    throw error;
  }
}
