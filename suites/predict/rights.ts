import type { AuthModel, CredentialKind, Operation } from '../../spec/model.ts';
import { schemesAlone } from './kinds.ts';
import { permits } from './permits.ts';

/**
 * Choices of names for new credentials of a kind, each of which opens some read by itself. Kinds that take no names
 * give one empty choice, which leaves the request as it is.
 */
export function rightsToTry(
  model: AuthModel,
  kindName: string,
): readonly { readonly rights?: readonly string[] }[] {
  const kind = model.credentials.get(kindName);
  if (kind === undefined || !kind.rights.includes('own')) return [{}];
  const opening = kind.names.filter((name) => readsOpenTo(model, kind, name).length > 0);
  const possible = kind.rights.includes('owner') ? heldTogether(model, opening) : opening;
  return possible.length === 0 ? [{}] : possible.map((name) => ({ rights: [name] }));
}

/** Reads that a credential of the kind opens by itself with one name, if its owner (where that counts) has it too. */
export function readsOpenTo(model: AuthModel, kind: CredentialKind, name: string): readonly Operation[] {
  const subject = { kind: kind.name, own: [name], owner: [name] };
  return model.operations.filter(
    (operation) =>
      operation.method === 'GET' &&
      schemesAlone(model, operation, kind.name).some((scheme) => permits(model, operation, scheme, subject)),
  );
}

/** Two names that each open a read that the other does not. */
export interface DisjointNames {
  readonly first: string;
  readonly second: string;
  readonly byFirst: Operation;
  readonly bySecond: Operation;
}

export function disjointNames(model: AuthModel, kind: CredentialKind): DisjointNames | undefined {
  if (!kind.rights.includes('own') || kind.rights.includes('owner')) return undefined;
  for (const [index, first] of kind.names.entries()) {
    const ofFirst = readsOpenTo(model, kind, first);
    for (const second of kind.names.slice(index + 1)) {
      const ofSecond = readsOpenTo(model, kind, second);
      const byFirst = ofFirst.find((operation) => !ofSecond.includes(operation));
      const bySecond = ofSecond.find((operation) => !ofFirst.includes(operation));
      if (byFirst !== undefined && bySecond !== undefined) return { first, second, byFirst, bySecond };
    }
  }
  return undefined;
}

/** Of the names, those that the first user who holds one of them holds. */
function heldTogether(model: AuthModel, names: readonly string[]): readonly string[] {
  for (const user of model.fixtures.users.values()) {
    const roles = user.roles.get(user.tenant) ?? [];
    const held = names.filter((name) => roles.includes(name));
    if (held.length > 0) return held;
  }
  return names;
}
