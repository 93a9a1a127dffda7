import type { FixtureRecord, Operation } from '../../spec/model.ts';
import { reaches, relationsOf } from '../predict/permits.ts';
import { type Actor, actorsFor } from './actor.ts';
import { type BuiltRequest, collectionOf } from './build-request.ts';
import { type Held, type LabUser, Lacking } from './held.ts';
import type { Lab } from './lab.ts';
import { credentialValues } from './lifecycle.ts';
import { obtain } from './obtain.ts';
import { makeUser } from './people.ts';
import { asDocumented, type Presentation } from './present.ts';

/** A request that succeeds and does no harm, with who may send it. */
export interface Aim {
  readonly request: BuiltRequest;
  readonly present: readonly Presentation[];
  readonly actor: Actor;
  /** Attributes laid into the request. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The credential that the request would end, made for this. */
  readonly sacrifice: Held | undefined;
}

/**
 * Somebody who may call an operation, and values with which the call succeeds. What the call ends or removes is
 * made for it first; what it writes is what is there already.
 * @throws Lacking if nobody can, or nothing can be made for it
 */
export async function aimAt(lab: Lab, operation: Operation): Promise<Aim> {
  const sacrifice = await sacrificeFor(lab, operation);
  const actor = await actorFor(lab, operation, sacrifice);
  const values: Record<string, unknown> = { ...(await valuesFor(lab, operation, actor, sacrifice)) };
  const present =
    sacrifice !== undefined && endsItself(operation) ? [asDocumented(lab.model, sacrifice)] : actor.present;
  return { request: lab.build(operation, { values }), present, actor, values, sacrifice };
}

/** Is the credential that the call spends the one by which it is made? */
function endsItself({ verb }: Operation): boolean {
  return verb === 'logout' || verb === 'refresh';
}

async function sacrificeFor(lab: Lab, operation: Operation): Promise<Held | undefined> {
  if (operation.verb === 'refresh') return proofFor(lab, operation);
  const ends =
    operation.objectKind === 'credential' &&
    ['read', 'update', 'revoke', 'rotate', 'logout'].includes(operation.verb);
  return ends ? obtain(lab, operation.object) : undefined;
}

/** What a refresh spends: given out beside the credential that it renews. */
async function proofFor(lab: Lab, operation: Operation): Promise<Held> {
  const kinds = operation.security
    .flatMap((requirement) => [...requirement.keys()])
    .map((name) => lab.model.schemes.get(name)?.credential);
  const { companions } = await obtain(lab, operation.object);
  const proof = kinds.map((kind) => companions.get(kind ?? '')).find((one) => one !== undefined);
  if (proof === undefined)
    throw new Lacking(`nothing that ${operation.key} takes is given out beside a ${operation.object}`);
  return proof;
}

async function actorFor(lab: Lab, operation: Operation, sacrifice: Held | undefined): Promise<Actor> {
  if (sacrifice !== undefined && endsItself(operation))
    return { held: [sacrifice], present: [], user: sacrifice.user, tenant: sacrifice.tenant };
  const collection = collectionOf(operation);
  const takesRecord = operation.objectKind === 'record' && operation.path !== collection;
  if (!takesRecord) {
    const ownOnly = Object.values(operation.relation)
      .flat()
      .every((relation) => relation === 'owner');
    return actorsFor(lab, operation, {
      tenant: sacrifice?.tenant,
      user: ownOnly && operation.objectKind === 'credential' ? sacrifice?.user : undefined,
    });
  }
  // Records have owners and groups: try people until one reaches a record.
  const first = await actorsFor(lab, operation);
  if (first.user === undefined || reachable(lab, operation, first) !== undefined) return first;
  for (const user of lab.users.values()) {
    try {
      const actor = await actorsFor(lab, operation, { user: user.id, tenant: user.tenant });
      if (mayCall(lab, operation, user) && reachable(lab, operation, actor) !== undefined) return actor;
    } catch (error) {
      if (!(error instanceof Lacking)) throw error;
    }
  }
  throw new Lacking(`nobody who may call ${operation.key} reaches a fixture record`);
}

function mayCall(lab: Lab, operation: Operation, user: LabUser): boolean {
  const names = user.roles.get(user.tenant) ?? [];
  return operation.security.some((requirement) =>
    [...requirement].every(([scheme, needed]) => {
      const kind = lab.model.credentials.get(lab.model.schemes.get(scheme)?.credential ?? '');
      return kind?.rights.includes('owner') !== true || needed.every((name) => names.includes(name));
    }),
  );
}

/** A fixture record that the actor reaches by the operation's relation. */
export function reachable(lab: Lab, operation: Operation, actor: Actor): FixtureRecord | undefined {
  const records = lab.model.fixtures.records.get(collectionOf(operation)) ?? [];
  const user = actor.user === undefined ? undefined : lab.users.get(actor.user);
  const names = [
    ...(user?.roles.get(actor.tenant ?? '') ?? []),
    ...actor.held.flatMap((held) => held.rights ?? []),
  ];
  const relations = relationsOf(operation, names);
  const caller = { user: user?.id, tenant: actor.tenant, groups: user?.groups ?? [] };
  return records.find((record) => {
    const ownersManager = record.owner === undefined ? undefined : lab.users.get(record.owner)?.manager;
    return reaches(relations, caller, {
      owner: record.owner,
      ownersManager,
      group: record.group,
      tenant: record.tenant,
    });
  });
}

async function valuesFor(
  lab: Lab,
  operation: Operation,
  actor: Actor,
  sacrifice: Held | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  const { objectKind, verb, object } = operation;
  const tenant = actor.tenant;
  if (objectKind === 'record') {
    const record = reachable(lab, operation, actor);
    const group = actor.user === undefined ? undefined : lab.users.get(actor.user)?.groups[0];
    return {
      'record.tenant': tenant,
      ...(record === undefined ? {} : { 'record.id': record.id }),
      ...(verb !== 'create' || group === undefined ? {} : { 'record.group': group }),
    };
  }
  if (objectKind === 'credential') {
    const owner =
      sacrifice?.user ?? actor.user ?? [...lab.users.values()].find((user) => user.tenant === tenant)?.id;
    const rights = lab.model.credentials.get(object)?.names.slice(0, 1) ?? [];
    return {
      ...(owner === undefined ? {} : { [`${object}.owner`]: owner, 'user.id': owner }),
      [`${object}.name`]: lab.unique('probe'),
      ...(verb === 'issue' && rights.length > 0 ? { [`${object}.rights`]: rights } : {}),
      ...(sacrifice === undefined ? {} : credentialValues(sacrifice)),
      'tenant.id': tenant,
    };
  }
  if (verb === 'create' && objectKind === 'user') {
    const serial = lab.unique('user');
    const password = `pw-${serial}-2Long`;
    lab.taint.register(`password:${serial}`, password);
    return { 'user.email': `${serial}@probe.example`, 'user.password': password };
  }
  return userValues(lab, operation, actor);
}

/** Values that leave the user as it is; who is removed is made first. */
async function userValues(
  lab: Lab,
  operation: Operation,
  actor: Actor,
): Promise<Readonly<Record<string, unknown>>> {
  const tenant = actor.tenant ?? lab.model.fixtures.tenants[0] ?? '';
  const relations = Object.values(operation.relation).flat();
  const self = relations.length > 0 && relations.every((relation) => relation === 'owner');
  const user =
    operation.verb === 'delete'
      ? (await makeUser(lab, { tenant, roles: someRoles(lab) })).user
      : lab.users.get(actor.user ?? '');
  const target =
    self || operation.verb === 'delete'
      ? user
      : ([...lab.users.values()].find((other) => other.tenant === tenant && other.id !== actor.user) ?? user);
  if (target === undefined) throw new Lacking(`no user for ${operation.key}`);
  return {
    'user.id': target.id,
    'user.email': target.email,
    'user.password': target.password,
    'user.tenant': target.tenant,
    'user.roles': target.roles.get(target.tenant) ?? [],
    'user.groups': target.groups,
    'tenant.id': tenant,
    ...(target.manager === undefined ? {} : { 'user.manager': target.manager }),
  };
}

function someRoles(lab: Lab): readonly string[] {
  const roles = [...lab.users.values()]
    .map((user) => user.roles.get(user.tenant) ?? [])
    .find((names) => names.length > 0);
  return roles?.slice(0, 1) ?? [];
}
