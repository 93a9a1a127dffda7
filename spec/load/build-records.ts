import type { FixtureRecord, FixtureUser, Operation } from '../model.ts';
import { templateNames } from './catalogue-names.ts';
import { asList, asNode, asText, type Node } from './json.ts';
import { slug } from './slug.ts';

interface World {
  readonly tenants: readonly string[];
  readonly groups: readonly string[];
  readonly users: ReadonlyMap<string, FixtureUser>;
}

type Records = Map<string, readonly FixtureRecord[]>;

/** Declared records, and two per tenant for every other collection; outer collections first, since inner ones name them. */
export function buildRecords(declared: Node, operations: readonly Operation[], world: World): Records {
  const byCollection = Map.groupBy(
    operations.filter(({ objectKind }) => objectKind === 'record'),
    ({ object }) => object,
  );
  const collections = [...new Set([...Object.keys(declared), ...byCollection.keys()])];
  const records: Records = new Map();
  for (const path of collections.toSorted(
    (left, right) => left.split('/').length - right.split('/').length,
  )) {
    const group = byCollection.get(path) ?? [];
    const list = declared[path];
    records.set(
      path,
      list === undefined
        ? defaultRecords(path, group, records, world)
        : asList(list).map((value) => declaredRecord(asNode(value), path, group, records, world)),
    );
  }
  return new Map(
    collections.flatMap((path) => {
      const list = records.get(path);
      return list === undefined ? [] : [[path, list] as const];
    }),
  );
}

const own = ['id', 'owner', 'tenant', 'group', 'x-auth-source'];

function declaredRecord(
  node: Node,
  path: string,
  group: readonly Operation[],
  records: Records,
  world: World,
): FixtureRecord {
  const owner = asText(node['owner']);
  const tenant =
    asText(node['tenant']) ??
    (owner === undefined ? undefined : world.users.get(owner)?.tenant) ??
    world.tenants[0] ??
    'main';
  const groupName = asText(node['group']);
  const names = templateNames(path);
  const given = Object.fromEntries(
    names.flatMap((name) => (typeof node[name] === 'string' ? [[name, node[name]]] : [])),
  );
  return {
    id: String(node['id']),
    tenant,
    ...(owner === undefined ? {} : { owner }),
    ...(groupName === undefined ? {} : { group: groupName }),
    parents: { ...parentsOf(path, tenant, owner, group, records), ...given },
    data: Object.fromEntries(
      Object.entries(node).filter(([key]) => !own.includes(key) && !names.includes(key)),
    ),
  };
}

function defaultRecords(
  path: string,
  group: readonly Operation[],
  records: Records,
  world: World,
): readonly FixtureRecord[] {
  const attributes = new Set(
    group.flatMap(({ request, responses }) =>
      [...request, ...[...responses.values()].flatMap(({ places }) => places)].map(
        ({ attribute }) => attribute,
      ),
    ),
  );
  const last =
    path
      .split('/')
      .filter((segment) => segment !== '' && !segment.startsWith('{'))
      .at(-1) ?? 'record';
  return world.tenants.flatMap((tenant) => {
    const members = [...world.users.values()].filter((user) => user.roles.has(tenant));
    return [0, 1].map((index): FixtureRecord => {
      const owner = attributes.has('record.owner') ? (members[index] ?? members[0])?.name : undefined;
      const groupName = attributes.has('record.group') ? (world.groups[index] ?? world.groups[0]) : undefined;
      return {
        id: `${slug(last)}-${slug(tenant)}-${index + 1}`,
        tenant,
        ...(owner === undefined ? {} : { owner }),
        ...(groupName === undefined ? {} : { group: groupName }),
        parents: parentsOf(path, tenant, owner, group, records),
        data: {},
      };
    });
  });
}

/** What the path parameters above a collection hold for a record: its tenant, its owner, or a record of the outer collection. */
function parentsOf(
  path: string,
  tenant: string,
  owner: string | undefined,
  group: readonly Operation[],
  records: Records,
): Readonly<Record<string, string>> {
  const places = group.flatMap(({ request }) => request.filter((place) => place.in === 'path'));
  return Object.fromEntries(
    templateNames(path).map((name) => {
      const held = places.filter((place) => place.at === name).map(({ attribute }) => attribute);
      if (held.includes('tenant.id') || held.includes('user.tenant') || held.includes('record.tenant'))
        return [name, tenant];
      if ((held.includes('user.id') || held.includes('record.owner')) && owner !== undefined)
        return [name, owner];
      const outer = path.slice(0, path.indexOf(`/{${name}}`));
      const parent = records.get(outer)?.find((record) => record.tenant === tenant);
      return [name, parent?.id ?? `${slug(name)}-${slug(tenant)}`];
    }),
  );
}
