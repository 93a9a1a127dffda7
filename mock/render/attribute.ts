import type { JsonSchema } from '../../spec/model.ts';
import { isRecord, typesOf } from '../plan/schema.ts';
import type { Credential } from '../state/credential.ts';
import type { StoredRecord } from '../state/records.ts';
import type { User } from '../state/users.ts';
import type { View } from './fill.ts';
import { deltaIn, instantIn } from './time-format.ts';

/** Value of `object.attribute` in the form that the schema at its place asks for; undefined if there is none. */
export function attributeValue(attribute: string, schema: JsonSchema, view: View): unknown {
  const [object = '', member = ''] = attribute.split('.');
  if (object === 'record')
    return view.subject?.type === 'record' ? recordValue(view.subject.record, member, schema) : undefined;
  if (object === 'tenant') return tenantValue(view, member);
  if (object === 'user') {
    const user = userOf(view);
    return user && userValue(user, member, schema, view);
  }
  return credentialValue(object, member, schema, view);
}

function recordValue(record: StoredRecord, member: string, schema: JsonSchema): unknown {
  switch (member) {
    case 'id':
      return typesOf(schema).includes('integer') && /^\d+$/.test(record.id) ? Number(record.id) : record.id;
    case 'owner':
      return record.owner;
    case 'tenant':
      return record.tenant;
    case 'group':
      return record.group;
    case 'createdBy':
      return record.createdBy;
    case 'name':
      return record.data['name'];
    default:
      return undefined;
  }
}

function tenantValue(view: View, member: string): unknown {
  const { subject } = view;
  const id = subject?.type === 'tenant' || subject?.type === 'membership' ? subject.tenant : view.tenant;
  return member === 'name' ? view.world.tenants.get(id)?.name : id;
}

function userOf({ subject, user, world }: View): User | undefined {
  if (subject?.type === 'user' || subject?.type === 'membership') return subject.user;
  if (subject?.type === 'credential' && subject.credential.owner !== undefined)
    return world.users.get(subject.credential.owner);
  return user;
}

function userValue(user: User, member: string, schema: JsonSchema, view: View): unknown {
  switch (member) {
    case 'id':
      return user.id;
    case 'email':
      return user.email;
    case 'roles':
      return namesIn(user.roles.get(rolesTenant(user, view)) ?? [], schema);
    case 'tenant':
      return isSelf(user, view) ? user.tenant : sharedTenants(user, view)[0];
    case 'tenants':
      return isSelf(user, view) ? [...user.roles.keys()] : sharedTenants(user, view);
    case 'groups':
      return namesIn(user.groups, schema);
    case 'manager':
      return user.manager;
    case 'login':
      return user.login === 'any' ? loginOptions(schema) : user.login;
    default:
      return undefined;
  }
}

/** Roles are shown as they are in the tenant of the call, or in the user's own where the call stands outside of it. */
function rolesTenant(user: User, view: View): string {
  const [tenant] = sharedTenants(user, view);
  return isSelf(user, view) ? user.tenant : (tenant ?? user.tenant);
}

/** What one tenant may know of another's user: that it is a member here. Where else, only the user sees. */
function sharedTenants(user: User, { subject, tenant }: View): readonly string[] {
  const here = subject?.type === 'membership' ? subject.tenant : tenant;
  return user.roles.has(here) ? [here] : [];
}

function isSelf(user: User, view: View): boolean {
  return view.user?.id === user.id;
}

function loginOptions(schema: JsonSchema): readonly unknown[] {
  const { items } = schema;
  const options = isRecord(items) ? items['enum'] : undefined;
  return Array.isArray(options) ? options : ['password'];
}

function credentialValue(kind: string, member: string, schema: JsonSchema, view: View): unknown {
  if (member === 'publicKeys') return publicKeysOf(kind, view);
  const minted = view.minted.find(({ credential }) => credential.kind.name === kind);
  const credential = minted?.credential ?? shown(kind, view);
  // RFC 7662 §2.2: what is unknown is answered like what has ended, not with an error.
  if (!credential) return member === 'active' && view.inactive ? false : undefined;
  const secret = minted?.secret ?? credential.readable;
  const { now, world } = view;
  switch (member) {
    case 'id':
      return credential.id;
    case 'secret':
      return secret;
    case 'value':
      return secret === undefined ? undefined : readyToSend(credential, secret, view);
    case 'hint':
      return credential.hint && masked(credential.hint, schema);
    case 'name':
      return credential.name;
    case 'rights':
      return namesIn(credential.rights, schema);
    case 'owner':
      return credential.owner;
    case 'issuedAt':
      return instantIn(schema, credential.issuedAt);
    case 'lastUsedAt':
      return credential.usedAt === undefined ? absent(schema) : instantIn(schema, credential.usedAt);
    case 'expiresAt':
      return credential.expiresAt === undefined ? absent(schema) : instantIn(schema, credential.expiresAt);
    case 'expiresIn':
      return credential.expiresAt === undefined
        ? absent(schema)
        : deltaIn(schema, Math.max(0, credential.expiresAt - (minted ? credential.issuedAt : now)));
    case 'enabled':
      return credential.enabled;
    case 'active':
      return ['active', 'overlapping'].includes(world.credentials.stateOf(credential, now));
    default:
      return undefined;
  }
}

/** What anybody may verify a self-contained token with. */
function publicKeysOf(kind: string, { world }: View): unknown {
  const key = world.kind(kind)?.jwt?.authority.publicJwk();
  return key === undefined ? [] : [key];
}

function shown(kind: string, { subject, actor }: View): Credential | undefined {
  if (subject?.type === 'credential' && subject.credential.kind.name === kind) return subject.credential;
  return actor?.kind.name === kind ? actor : undefined;
}

function readyToSend(credential: Credential, secret: string, { world }: View): string | undefined {
  const owner = credential.owner === undefined ? undefined : world.users.get(credential.owner);
  for (const plan of world.plan.schemes.values()) {
    if (plan.scheme.credential !== credential.kind.name) continue;
    return plan.value({ secret, ...(owner && { userId: owner.id, userEmail: owner.email }) });
  }
  return undefined;
}

/** A list of names as an array, as one name where the schema has room for one only, or as RFC 6749 scope text. */
function namesIn(names: readonly string[], schema: JsonSchema): unknown {
  const types = typesOf(schema);
  if (types.includes('array')) return names;
  const takesOne =
    Array.isArray(schema['enum']) ||
    Array.isArray(schema['oneOf']) ||
    names.some((name) => name.includes(' '));
  if (takesOne) return names[0];
  return types.includes('string') ? names.join(' ') : names;
}

/** With an ellipsis in front, where there is room for it. */
function masked(hint: string, { maxLength }: JsonSchema): string {
  if (typeof maxLength !== 'number' || maxLength > hint.length) return `…${hint}`;
  return maxLength > 0 ? hint.slice(-maxLength) : '';
}

function absent(schema: JsonSchema): null | undefined {
  return typesOf(schema).includes('null') ? null : undefined;
}
