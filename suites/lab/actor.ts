import { isBare } from '../../spec/bare.ts';
import type { AuthModel, CredentialKind, Operation, Requirement } from '../../spec/model.ts';
import { howToGive } from '../bare/accounts.ts';
import { nobody } from './absent.ts';
import { canSignIn, type Held, type LabUser, Lacking } from './held.ts';
import type { Lab } from './lab.ts';
import { fromFixtures, obtain } from './obtain.ts';
import { asDocumented, type Presentation } from './present.ts';

/** Who may do something: credentials ready to be presented. */
export interface Actor {
  readonly held: readonly Held[];
  readonly present: readonly Presentation[];
  readonly user: string | undefined;
  readonly tenant: string | undefined;
}

export interface ActorWish {
  readonly tenant?: string | undefined;
  readonly user?: string | undefined;
  /** Scheme that must be among those presented. */
  readonly scheme?: string | undefined;
  /** A tenant of which the person must be no member. */
  readonly notOf?: string | undefined;
}

/**
 * Somebody who may call an operation, by the first alternative of its `security` that this run can satisfy.
 * Credentials are kept and reused as long as they are promised to live.
 * @throws Lacking with the first alternative's reason if nobody can be found
 */
export async function actorsFor(lab: Lab, operation: Operation, wish: ActorWish = {}): Promise<Actor> {
  if (operation.security.length === 0) return { held: [], present: [], user: wish.user, tenant: wish.tenant };
  const alternatives = operation.security.filter(
    (requirement) => requirement.size > 0 && (wish.scheme === undefined || requirement.has(wish.scheme)),
  );
  let first: Lacking | undefined;
  for (const requirement of alternatives) {
    try {
      return await actorByRequirement(lab, operation, requirement, wish);
    } catch (error) {
      if (!(error instanceof Lacking)) throw error;
      first ??= error;
    }
  }
  throw (
    first ??
    new Lacking(
      `${operation.key} has no security alternative${wish.scheme === undefined ? '' : ` with ${wish.scheme}`}`,
    )
  );
}

/** Somebody who satisfies one requirement: every scheme presented, every name held. */
export async function actorByRequirement(
  lab: Lab,
  operation: Operation,
  requirement: Requirement,
  wish: ActorWish,
): Promise<Actor> {
  const held: Held[] = [];
  const present: Presentation[] = [];
  for (const [schemeName, names] of requirement) {
    const scheme = lab.model.schemes.get(schemeName);
    const kind = scheme === undefined ? undefined : lab.model.credentials.get(scheme.credential);
    if (kind === undefined) throw new Lacking(`security scheme ${schemeName} carries no known credential`);
    const one = await keptOrNew(lab, operation, kind, names, wish);
    held.push(one);
    present.push(asDocumented(lab.model, one, schemeName));
  }
  return {
    held,
    present,
    user: held.find((one) => one.user !== undefined)?.user,
    tenant: held.find((one) => one.tenant !== undefined)?.tenant,
  };
}

/** Kinds that are being obtained right now, so that a key that only keys can issue does not recurse for ever. */
const underway = new WeakMap<Lab, Set<string>>();

async function keptOrNew(
  lab: Lab,
  operation: Operation,
  kind: CredentialKind,
  names: readonly string[],
  wish: ActorWish,
): Promise<Held> {
  const user =
    wish.user ??
    (kind.isPassword || kind.rights.includes('owner')
      ? suitableUser(lab, operation, kind, names, wish).id
      : undefined);
  const key = JSON.stringify([kind.name, names, user, wish.tenant]);
  const kept = lab.kept.get(key);
  if (kept !== undefined && stillGood(lab, kind, kept)) return kept;
  const busy = underway.get(lab) ?? new Set();
  underway.set(lab, busy);
  const isOwn = kind.rights.includes('own');
  const wanted = { user, tenant: wish.tenant };
  let held = fromFixtures(lab, kind.name, isOwn ? { ...wanted, holding: names } : wanted);
  if (held === undefined || lab.ended.has(held.alias)) {
    if (busy.has(kind.name))
      throw new Lacking(
        `only a ${kind.name} can issue a ${kind.name}, and none is pre-provisioned: give one under credentials in the target file`,
        `credential:${kind.name}`,
      );
    busy.add(kind.name);
    try {
      held = await obtain(lab, kind.name, isOwn ? { ...wanted, rights: names } : wanted);
    } finally {
      busy.delete(kind.name);
    }
  }
  lab.kept.set(key, held);
  return held;
}

function stillGood(lab: Lab, kind: CredentialKind, held: Held): boolean {
  if (lab.ended.has(held.alias)) return false;
  const age = lab.elapsedSeconds - held.madeAtSeconds;
  const bounds = [kind.lifetime, kind.idle].map((bound) =>
    typeof bound === 'string' ? Number.POSITIVE_INFINITY : bound.afterSeconds,
  );
  return age < Math.min(...bounds) / 2;
}

/** A user who holds the names, in the wished tenant, and reaches the records; one who can sign in if that is the way. */
export function suitableUser(
  lab: Lab,
  operation: Operation,
  kind: CredentialKind,
  names: readonly string[],
  wish: ActorWish,
): LabUser {
  const tenant = wish.tenant ?? lab.model.fixtures.tenants[0];
  const needsSignIn =
    kind.isPassword ||
    lab.model.operations.some(({ verb, object }) => verb === 'login' && object === kind.name);
  // Where nobody can give more than they hold, those who hold most can give what is asked for.
  const gives = (user: LabUser) =>
    lab.model.credentials
      .get(operation.object)
      ?.names.filter((name) => user.roles.get(tenant ?? '')?.includes(name) === true).length ?? 0;
  const able = [...lab.users.values()].filter(
    (user) =>
      user.tenant === tenant &&
      (wish.notOf === undefined || !user.roles.has(wish.notOf)) &&
      holdsAll(user, tenant, names) &&
      (!needsSignIn || canSignIn(user)),
  );
  if (operation.within === 'caller') able.sort((left, right) => gives(right) - gives(left));
  const reaching = able.find((user) => reachesAny(lab.model, operation, user)) ?? able[0];
  if (reaching === undefined) {
    throw nobody(
      lab.model,
      `no fixture user of ${tenant}${wish.notOf === undefined ? '' : ` alone, and not of ${wish.notOf},`} holds ${names.join(' and ') || 'an account'}${needsSignIn ? ' and can sign in' : ''}${isBare(lab.model) ? `: ${howToGive(lab.model, kind.name)}` : ''}`,
      (user) => (wish.notOf === undefined || !user.roles.has(wish.notOf)) && holdsAll(user, tenant, names),
    );
  }
  return reaching;
}

function holdsAll(
  user: Pick<LabUser, 'roles'>,
  tenant: string | undefined,
  names: readonly string[],
): boolean {
  const held = tenant === undefined ? [...user.roles.values()].flat() : (user.roles.get(tenant) ?? []);
  return names.every((name) => held.includes(name));
}

/** For group relations the user should be in some group. */
function reachesAny(model: AuthModel, operation: Operation, user: LabUser): boolean {
  const relations = Object.values(operation.relation).flat();
  return !relations.includes('group') || user.groups.length > 0 || model.fixtures.groups.length === 0;
}
