import schema from '../vocabulary.schema.json' with { type: 'json' };
import type { Node } from './json.ts';

/** The keys of the vocabulary and the OpenAPI objects that may bear them. */
export const standsOn: ReadonlyMap<string, readonly string[] | 'any'> = new Map(
  Object.entries(schema.$defs).flatMap(([key, definition]) =>
    'standsOn' in definition
      ? [[key, typeof definition.standsOn === 'string' ? ('any' as const) : definition.standsOn]]
      : [],
  ),
);

export const vocabularySchema: object = schema;

/** Its definitions by name: one for each key, and their parts. */
export const definitions: Node = schema.$defs;

/** Members of each key's own objects: names that a fact may have. */
export const credentialMembers: readonly string[] = Object.keys(schema.$defs['x-auth-credential'].properties);

const lifecycle = [
  'id',
  'secret',
  'value',
  'hint',
  'name',
  'rights',
  'owner',
  'issuedAt',
  'lastUsedAt',
  'expiresAt',
  'expiresIn',
  'enabled',
  'active',
  'publicKeys',
];

/** Attributes of `x-auth-field` by object; a credential has those of `credential`. */
export const attributes: Readonly<
  Record<'credential' | 'user' | 'tenant' | 'record' | 'tier', readonly string[]>
> = {
  credential: lifecycle,
  user: ['id', 'email', 'password', 'roles', 'tenant', 'tenants', 'groups', 'manager', 'login'],
  tenant: ['id', 'name'],
  record: ['id', 'owner', 'tenant', 'group', 'createdBy'],
  tier: ['name', 'limit', 'remaining', 'resetAt', 'resetIn', 'window'],
};

/** Verbs of `x-auth-operation` that go with a credential, and those that go with everything else. */
export const credentialVerbs = [
  'issue',
  'list',
  'read',
  'update',
  'revoke',
  'rotate',
  'login',
  'refresh',
  'logout',
] as const;
export const objectVerbs = ['create', 'list', 'read', 'update', 'delete'] as const;

/** Facts that have no keyword: security, path, undeclared (what is not declared does not exist), display, row, cells. */
export const factWords = ['security', 'path', 'undeclared', 'display', 'row', 'cells', 'tiers', '*'] as const;

/** Names of an earlier draft, and what to write now. */
export const renamed: Readonly<Record<string, string>> = {
  activeWithin: 'Write "starts: {within: …}".',
  endsWithin: 'Write "ends: {within: …}".',
};
