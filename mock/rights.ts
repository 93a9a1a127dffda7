import type { Relation } from '../spec/model.ts';
import type { Credential } from './state/credential.ts';
import type { User } from './state/users.ts';
import type { World } from './state/world.ts';

/** Where a credential acts: in the active tenant of its owner if the owner's rights count, else where it was issued. */
export function homeTenant(world: World, credential: Credential): string {
  if (!credential.kind.rights.includes('owner') || credential.owner === undefined) return credential.tenant;
  return world.users.get(credential.owner)?.tenant ?? credential.tenant;
}

export function mayEnter(world: World, credential: Credential, tenant: string): boolean {
  if (!credential.kind.rights.includes('owner') || credential.owner === undefined)
    return credential.tenant === tenant;
  return world.users.get(credential.owner)?.roles.has(tenant) ?? false;
}

/** The names that count for `security` in this tenant, now: own, the owner's, or only what both have. */
export function namesHeld(world: World, credential: Credential, tenant: string): readonly string[] {
  const { rights } = credential.kind;
  if (!rights.includes('owner')) return rights.includes('own') ? credential.rights : [];
  const owner: User | undefined = world.users.get(credential.owner ?? '');
  const ofOwner = owner?.roles.get(tenant) ?? [];
  return rights.includes('own') ? credential.rights.filter((name) => ofOwner.includes(name)) : ofOwner;
}

/** Relations that the names open up, added together; a name that the map leaves out reaches nothing. */
export function reachOf(
  relation: Readonly<Record<string, readonly Relation[]>>,
  names: readonly string[],
): readonly Relation[] {
  const others = relation['*'] ?? [];
  const [only] = names;
  if (only === undefined) return others;
  if (names.length === 1) return Object.hasOwn(relation, only) ? (relation[only] ?? []) : others;
  return [
    ...new Set(names.flatMap((name) => (Object.hasOwn(relation, name) ? (relation[name] ?? []) : others))),
  ];
}
