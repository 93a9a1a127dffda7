import type { Report } from './check-structure.ts';
import { asList, asNode, asTexts, isNode, join, type Node, nodesOf } from './json.ts';
import { suggestion } from './near-match.ts';
import { usualAddress } from './usual-address.ts';

const place = '#/x-auth-fixtures';
const credentialMembers = ['tenant', 'owner', 'rights', 'x-auth-source'];

/** Refuses fixtures that name tenants, users, groups, credentials or collections that are not there. */
export function checkFixtures(
  document: Node,
  kinds: readonly string[],
  paths: readonly string[],
  report: Report,
): void {
  const fixtures = asNode(document['x-auth-fixtures']);
  const users = nodesOf(fixtures['users']);
  const known: Readonly<Record<string, readonly string[]>> = {
    tenant: 'tenants' in fixtures ? asTexts(fixtures['tenants']) : ['main'],
    group: asTexts(fixtures['groups']),
    user: users.map(([name]) => name),
  };
  const check = (kind: 'tenant' | 'group' | 'user', value: unknown, pointer: string): void => {
    for (const name of asTexts(value)) {
      const names = known[kind] ?? [];
      if (!names.includes(name))
        report(pointer, `There is no ${kind} "${name}" in the fixtures.${suggestion(name, names)}`);
    }
  };
  for (const [name, user] of users) {
    const pointer = join(place, 'users', name);
    check('tenant', user['tenant'], join(pointer, 'tenant'));
    check('group', user['groups'], join(pointer, 'groups'));
    check('user', user['manager'], join(pointer, 'manager'));
    if (isNode(user['roles'])) {
      for (const tenant of Object.keys(user['roles']))
        check('tenant', tenant, join(pointer, 'roles', tenant));
    }
  }
  checkAddresses(users, known['tenant']?.[0], report);
  for (const [index, value] of asList(fixtures['credentials']).entries()) {
    const credential = asNode(value);
    const pointer = join(place, 'credentials', index);
    const named = Object.keys(credential).filter((key) => !credentialMembers.includes(key));
    if (named.length !== 1)
      report(pointer, `Names one credential ({<credential>: <name>}), this one names ${named.length}.`);
    for (const kind of named) {
      if (!kinds.includes(kind))
        report(join(pointer, kind), `There is no credential "${kind}".${suggestion(kind, kinds)}`);
    }
    check('tenant', credential['tenant'], join(pointer, 'tenant'));
    check('user', credential['owner'], join(pointer, 'owner'));
  }
  for (const [collection, records] of Object.entries(asNode(fixtures['records']))) {
    const pointer = join(place, 'records', collection);
    if (!paths.includes(collection))
      report(pointer, `There is no path "${collection}".${suggestion(collection, paths)}`);
    const ids = new Set<unknown>();
    for (const [index, value] of asList(records).entries()) {
      const record = asNode(value);
      if (ids.has(record['id']))
        report(join(pointer, index, 'id'), `Two records of ${collection} have the id "${record['id']}".`);
      ids.add(record['id']);
      check('user', record['owner'], join(pointer, index, 'owner'));
      check('tenant', record['tenant'], join(pointer, index, 'tenant'));
      check('group', record['group'], join(pointer, index, 'group'));
    }
  }
}

/** Who signs in with an address must be one person, whatever its case; also where the address is the usual one. */
function checkAddresses(
  users: readonly (readonly [name: string, user: Node])[],
  firstTenant: string | undefined,
  report: Report,
): void {
  const holders = new Map<string, string>();
  for (const [name, user] of users) {
    const { tenant, roles, email } = user;
    const ownTenant = typeof tenant === 'string' ? tenant : isNode(roles) ? Object.keys(roles)[0] : undefined;
    const address = typeof email === 'string' ? email : usualAddress(name, ownTenant ?? firstTenant);
    const holder = holders.get(address.toLowerCase());
    const pointer = join(place, 'users', name);
    if (holder !== undefined)
      report(
        typeof email === 'string' ? join(pointer, 'email') : pointer,
        `"${holder}" and "${name}" have the same e-mail address (its case does not count).`,
      );
    holders.set(address.toLowerCase(), name);
  }
}
