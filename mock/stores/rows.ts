import { UsageError } from '../../spec/errors.ts';
import type { RowKey } from '../state/changes.ts';
import type { StoredCounter } from '../state/counter.ts';
import type { Credential, EndCause } from '../state/credential.ts';
import { lean, wholeOf } from '../state/lean-credential.ts';
import { fromRecordKey } from '../state/records.ts';
import type { World } from '../state/world.ts';
import { StoredRow } from './row-parts.ts';

/** One row as a store holds it: JSON, or undefined if there is none (any more). */
export interface Row {
  readonly key: RowKey;
  readonly value: string | undefined;
}

const split = (key: RowKey): readonly [table: string, rest: string] => {
  const mark = key.indexOf(' ');
  return [key.slice(0, mark), key.slice(mark + 1)];
};

/** What the world holds under a key now. */
export function rowAt(world: World, key: RowKey): Row {
  const value = valueAt(world, key);
  return { key, value: value === undefined ? undefined : JSON.stringify(value) };
}

function valueAt(world: World, key: RowKey): object | undefined {
  const [table, rest] = split(key);
  switch (table) {
    case 'tenant':
      return world.tenants.get(rest);
    case 'user': {
      const user = world.users.get(rest);
      return user && { ...user, roles: Object.fromEntries(user.roles) };
    }
    case 'record':
      return world.records.get(...fromRecordKey(rest));
    case 'credential': {
      const credential = world.credentials.byKey(rest);
      return credential && { ...wholeOf(credential), kind: credential.kind.name };
    }
    case 'burnt':
      return world.credentials.burnt.has(rest) ? {} : undefined;
    case 'fixture': {
      const fixture = world.plan.model.fixtures.credentials[Number(rest)];
      const minted = fixture && world.provided.get(fixture);
      return minted && { kind: fixture.kind, digest: minted.credential.digest, secret: minted.secret };
    }
    case 'clock': {
      const { frozenAtMs, ...setting } = world.clock.setting;
      return { ...setting, ...(frozenAtMs === null ? {} : { frozenAtMs }) };
    }
    case 'counter':
      return world.limiter.stateOf(world.plan.model.tiers, rest);
    case 'use': {
      const at = world.credentials.byKey(rest)?.usedAt;
      return at === undefined ? undefined : { at };
    }
    default:
      return undefined;
  }
}

/** All that is durable of a world, in an order in which it can be put back. */
export function allRows(world: World): readonly Row[] {
  const { tenants, users, records, credentials, plan } = world;
  const keys: RowKey[] = ['clock '];
  for (const { id } of tenants.all()) keys.push(`tenant ${id}`);
  for (const { id } of users.all()) keys.push(`user ${id}`);
  for (const [collection, { id }] of records.all()) keys.push(`record ${collection}\n${id}`);
  for (const { kind, digest } of credentials.all()) keys.push(`credential ${kind.name} ${digest}`);
  for (const session of credentials.burnt) keys.push(`burnt ${session}`);
  for (const index of plan.model.fixtures.credentials.keys()) keys.push(`fixture ${index}`);
  return keys.map((key) => rowAt(world, key)).filter(({ value }) => value !== undefined);
}

/** Puts stored rows into a world; what they refer to comes first. */
export function putRows(world: World, rows: readonly Row[]): void {
  const isReference = ({ key }: Row): boolean =>
    key.startsWith('fixture ') || key.startsWith('use ') || key.startsWith('counter ');
  for (const row of rows) if (!isReference(row)) putRow(world, row);
  for (const row of rows) if (isReference(row)) putRow(world, row);
  world.changes?.settle(rows.map(({ key }) => key));
}

function putRow(world: World, { key, value }: Row): void {
  const [table, rest] = split(key);
  if (value === undefined) removeRow(world, table, rest);
  else setRow(world, table, rest, new StoredRow(key, value));
}

function removeRow(world: World, table: string, rest: string): void {
  if (table === 'tenant') world.tenants.remove(rest);
  if (table === 'record') world.records.remove(...fromRecordKey(rest));
  const user = table === 'user' ? world.users.get(rest) : undefined;
  if (user) world.users.remove(user);
}

function setRow(world: World, table: string, rest: string, row: StoredRow): void {
  switch (table) {
    case 'tenant':
      setTenant(world, rest, row);
      return;
    case 'user':
      setUser(world, rest, row);
      return;
    case 'record':
      setRecord(world, rest, row);
      return;
    case 'credential':
      world.credentials.put(lean(credentialIn(world, row)));
      return;
    case 'burnt':
      world.credentials.putBurnt(rest);
      return;
    case 'fixture': {
      const fixture = world.plan.model.fixtures.credentials[Number(rest)];
      const credential = world.credentials.byDigest(row.text('kind'), row.text('digest'));
      if (fixture?.kind === row.text('kind') && credential)
        world.provide(fixture, { credential, secret: row.text('secret') });
      return;
    }
    case 'clock':
      world.clock.restore({
        offsetMs: row.number('offsetMs'),
        frozenAtMs: row.maybeNumber('frozenAtMs') ?? null,
        latestRealMs: row.number('latestRealMs'),
      });
      return;
    case 'counter':
      world.limiter.restore(world.plan.model.tiers, rest, counterIn(row), world.clock.now());
      return;
    case 'use': {
      const credential = world.credentials.byKey(rest);
      if (credential) world.credentials.used(credential, row.number('at'));
    }
  }
}

function counterIn(row: StoredRow): StoredCounter {
  return {
    algorithm: row.text('algorithm'),
    limit: row.number('limit'),
    windowSeconds: row.number('windowSeconds'),
    numbers: row.numbers('numbers'),
  };
}

function setTenant(world: World, id: string, row: StoredRow): void {
  const known = world.tenants.get(id);
  const stored = { name: row.text('name'), data: row.object('data') };
  if (known) world.tenants.change(known, stored);
  else world.tenants.add({ id, ...stored });
}

function setUser(world: World, id: string, row: StoredRow): void {
  const known = world.users.get(id);
  const roles = Object.entries(row.object('roles')).map(
    ([tenant, names]) => [tenant, Array.isArray(names) ? names.map(String) : []] as const,
  );
  const stored = {
    email: row.text('email'),
    passwordDigest: row.maybeText('passwordDigest'),
    tenant: row.text('tenant'),
    roles: new Map(roles),
    groups: row.texts('groups'),
    manager: row.maybeText('manager'),
    login: row.maybeAny('login') === 'any' ? ('any' as const) : row.texts('login'),
    data: row.object('data'),
  };
  if (known) world.users.change(known, stored);
  else world.users.add({ id, ...stored });
}

function setRecord(world: World, key: string, row: StoredRow): void {
  const [collection, id] = fromRecordKey(key);
  const known = world.records.get(collection, id);
  const stored = { owner: row.maybeText('owner'), group: row.maybeText('group'), data: row.object('data') };
  if (known) {
    world.records.change(collection, known, stored);
    return;
  }
  const parents = Object.entries(row.object('parents')).map(([name, value]) => [name, String(value)]);
  world.records.add(collection, {
    id,
    ...stored,
    tenant: row.text('tenant'),
    createdBy: row.maybeText('createdBy'),
    parents: Object.fromEntries(parents),
  });
}

function credentialIn(world: World, row: StoredRow): Credential {
  const kind = world.kind(row.text('kind'))?.kind;
  if (!kind)
    throw new UsageError(
      `The store holds credentials of the kind "${row.text('kind')}", which the document does not have. Is it the store of another document?`,
    );
  const end = row.has('end') ? new StoredRow(row.key, JSON.stringify(row.object('end'))) : undefined;
  const tokenId = row.maybeText('tokenId');
  const secretLength = row.maybeNumber('secretLength');
  return {
    id: row.text('id'),
    kind,
    tenant: row.text('tenant'),
    owner: row.maybeText('owner'),
    session: row.text('session'),
    digest: row.text('digest'),
    ...(tokenId === undefined ? {} : { tokenId }),
    ...(secretLength === undefined ? {} : { secretLength }),
    readable: row.maybeText('readable'),
    hint: row.maybeText('hint'),
    name: row.maybeText('name'),
    rights: row.texts('rights'),
    data: row.object('data'),
    issuedAt: row.number('issuedAt'),
    startsAt: row.number('startsAt'),
    expiresAt: row.maybeNumber('expiresAt'),
    enabled: row.flag('enabled'),
    usedAt: row.maybeNumber('usedAt'),
    timesUsed: row.number('timesUsed'),
    // JSON has no infinity: an end from ever on is written without its instant.
    end: end && {
      cause: end.text('cause') as EndCause,
      at: end.number('at'),
      from: end.has('from') ? end.number('from') : Number.NEGATIVE_INFINITY,
    },
  };
}
