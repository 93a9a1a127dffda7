import { inherit } from '../facts.ts';
import type { CredentialKind, Facts, FixtureCredential, Fixtures, FixtureUser, Operation } from '../model.ts';
import { buildRecords } from './build-records.ts';
import { asList, asNode, asText, asTexts, isNode, type Node, nodesOf } from './json.ts';
import { slug } from './slug.ts';
import { factsOf } from './sources.ts';
import { usualAddress } from './usual-address.ts';

/** Fixtures as declared, filled up so that every role can be played in every tenant and every collection holds records. */
export function buildFixtures(
  document: Node,
  credentials: ReadonlyMap<string, CredentialKind>,
  operations: readonly Operation[],
): Fixtures {
  const declared = asNode(document['x-auth-fixtures']);
  const facts = inherit(factsOf(declared), factsOf(document));
  const tenants = 'tenants' in declared ? asTexts(declared['tenants']) : ['main'];
  const groups = asTexts(declared['groups']);
  const users = new Map(
    nodesOf(declared['users']).map(([name, user]) => [name, buildUser(name, user, tenants, facts)]),
  );
  for (const user of defaultUsers(users, tenants, groups, credentials)) users.set(user.name, user);
  return {
    tenants,
    groups,
    users,
    facts,
    credentials: asList(declared['credentials']).map((value) =>
      buildCredential(asNode(value), users, tenants),
    ),
    records: buildRecords(asNode(declared['records']), operations, { tenants, groups, users }),
  };
}

function buildUser(name: string, user: Node, tenants: readonly string[], facts: Facts): FixtureUser {
  const roles = user['roles'];
  const byTenant = isNode(roles)
    ? Object.entries(roles).map(([tenant, list]) => [tenant, asTexts(list)] as const)
    : undefined;
  const tenant = asText(user['tenant']) ?? byTenant?.[0]?.[0] ?? tenants[0] ?? 'main';
  const manager = asText(user['manager']);
  return {
    name,
    tenant,
    email: asText(user['email']) ?? usualAddress(name, tenant),
    password: asText(user['password']) ?? defaultPassword(name),
    roles: new Map(byTenant ?? [[tenant, asTexts(roles)]]),
    groups: asTexts(user['groups']),
    ...(manager === undefined ? {} : { manager }),
    login: Array.isArray(user['login']) ? asTexts(user['login']) : 'any',
    facts: inherit(factsOf(user), facts),
  };
}

function buildCredential(
  node: Node,
  users: ReadonlyMap<string, FixtureUser>,
  tenants: readonly string[],
): FixtureCredential {
  const [kind = '', name] =
    Object.entries(node).find(([key]) => !['tenant', 'owner', 'rights', 'x-auth-source'].includes(key)) ?? [];
  const owner = asText(node['owner']);
  const ownersTenant = owner === undefined ? undefined : users.get(owner)?.tenant;
  return {
    kind,
    name: String(name),
    tenant: asText(node['tenant']) ?? ownersTenant ?? tenants[0] ?? 'main',
    ...(owner === undefined ? {} : { owner }),
    rights: asTexts(node['rights']),
  };
}

/** A user for each role and tenant in which nobody holds exactly that role and can sign in. */
function defaultUsers(
  users: ReadonlyMap<string, FixtureUser>,
  tenants: readonly string[],
  groups: readonly string[],
  credentials: ReadonlyMap<string, CredentialKind>,
): readonly FixtureUser[] {
  const kinds = [...credentials.values()];
  const personal = kinds.filter(({ rights, isPassword }) => isPassword || rights.includes('owner'));
  if (personal.length === 0) return [];
  const names = [...new Set(personal.filter(({ rights }) => rights.includes('owner')).flatMap(roleNames))];
  const added: FixtureUser[] = [];
  const add = (base: string, tenant: string, roles: readonly string[]): void => {
    const taken = (name: string): boolean => users.has(name) || added.some((user) => user.name === name);
    const wanted = `${base}-${slug(tenant)}`;
    const name =
      [wanted, ...Array.from({ length: 100 }, (_, index) => `${wanted}-${index + 2}`)].find(
        (free) => !taken(free),
      ) ?? wanted;
    added.push({
      name,
      tenant,
      email: `${name}@${slug(tenant)}.example`,
      password: defaultPassword(name),
      roles: new Map([[tenant, roles]]),
      groups: groups.slice(0, 1),
      login: 'any',
      facts: {},
    });
  };
  for (const tenant of tenants) {
    const present = [...users.values()].filter((user) => user.roles.has(tenant) && user.login.length > 0);
    for (const role of names) {
      const isPlayed = present.some((user) => {
        const roles = user.roles.get(tenant) ?? [];
        return roles.length === 1 && roles[0] === role;
      });
      if (!isPlayed) add(slug(role), tenant, [role]);
    }
    if (names.length === 0 && present.length === 0) add('user', tenant, []);
  }
  return added;

  /** A kind that has both own and owner's rights lists what it can be given; its owners hold the owners' names. */
  function roleNames(kind: CredentialKind): readonly string[] {
    const pure = personal.find(({ rights }) => rights.length === 1 && rights[0] === 'owner');
    return kind.rights.length > 1 && pure !== undefined ? pure.names : kind.names;
  }
}

function defaultPassword(name: string): string {
  return `pw-${slug(name)}-2Long`;
}
