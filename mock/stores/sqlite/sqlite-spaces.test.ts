import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AuthModel } from '../../../spec/model.ts';
import { type Bench, bench, modelOf, smallDocument } from '../../bench.test-data.ts';
import { loadStore } from '../open-spaces.ts';
import { storeDocument } from '../store-document.test-data.ts';
import { migrations, openFile } from './open.ts';

let folder = '';
let file = '';
const open: Bench[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'authproof-sqlite-'));
  file = join(folder, 'state.db');
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.app.mock.close();
  rmSync(folder, { recursive: true });
});
function start(model: AuthModel): Bench {
  const started = bench(model, { store: `sqlite:${file}` });
  open.push(started);
  return started;
}
async function restart(model: AuthModel): Promise<Bench> {
  await open.pop()?.app.mock.close();
  return start(model);
}
const model = modelOf(storeDocument);
await loadStore('sqlite:file');

describe('what was acknowledged is there after a restart', () => {
  test('issued, revoked and rotated keys, people, records and the clock', async () => {
    let mock = start(model);
    await mock.control('POST', '/spaces/main/clock', { frozen: true, set: '2030-01-01T00:00:00.250Z' });
    const admin = { auth: mock.person('ada') };
    const issue = async (): Promise<{ id: string; key: string }> =>
      (await mock.console('POST', '/keys', { ...admin, body: { rights: ['write'] } })).body;
    const [kept, revoked, rotated] = [await issue(), await issue(), await issue()];
    await mock.console('DELETE', `/keys/${revoked.id}`, admin);
    const successor = (await mock.console('POST', `/keys/${rotated.id}/rotate`, admin)).body;
    const auth = (key: string) => ({ headers: { 'X-Key': key } });
    const note = await mock.send('POST', '/notes', { ...auth(kept.key), body: { text: 'stays' } });
    expect(note.status).toBe(201);
    const shown = (await mock.console('GET', '/keys', admin)).body;
    expect(shown.length).toBeGreaterThan(2);

    mock = await restart(model);
    expect((await mock.send('GET', '/notes', auth(kept.key))).body).toContainEqual(note.body);
    expect((await mock.send('GET', '/notes', auth(revoked.key))).status).toBe(401);
    expect((await mock.send('GET', '/notes', auth(rotated.key))).status).toBe(401);
    expect((await mock.send('GET', '/notes', auth(successor.key))).status).toBe(200);
    expect((await mock.control('GET', '/spaces/main/clock')).body).toEqual({
      now: '2030-01-01T00:00:00.250Z',
      frozen: true,
    });
    const again = (await mock.console('GET', '/keys', admin)).body;
    const ids = (list: { id: string }[]) => list.map(({ id }) => id);
    expect(ids(again)).toEqual(ids(shown));
  });

  test('a signed token, a new password, and the value of a fixture', async () => {
    let mock = start(model);
    const login = (password: string) =>
      mock.send('POST', '/login', { body: { email: model.fixtures.users.get('ada')?.email, password } });
    const first = model.fixtures.users.get('ada')?.password ?? '';
    const token = (await login(first)).body.token;
    const provisioned = (await mock.control('GET', '/spaces/main/credentials')).body;
    expect(provisioned).toHaveLength(2);
    mock = await restart(model);
    expect((await mock.send('GET', '/me', { auth: `Bearer ${token}` })).status).toBe(200);
    expect((await mock.control('GET', '/spaces/main/credentials')).body).toEqual(provisioned);
    const changed = await mock.send('PATCH', '/people/ada', {
      auth: `Bearer ${token}`,
      body: { password: 'battery staple' },
    });
    expect(changed.status).toBe(200);
    mock = await restart(model);
    expect((await mock.send('GET', '/me', { auth: `Bearer ${token}` })).status).toBe(401);
    expect((await login(first)).status).toBe(401);
    expect((await login('battery staple')).status).toBe(200);
  });

  test('a reset, and spaces of their own', async () => {
    let mock = start(model);
    await mock.control('POST', '/spaces', { name: 'other', startsAt: '2031-01-01T00:00:00Z' });
    await mock.control('POST', '/spaces', { name: 'gone' });
    await mock.control('DELETE', '/spaces/gone');
    const admin = { auth: mock.person('ada') };
    const before = (await mock.console('POST', '/keys', { ...admin, body: { rights: ['write'] } })).body.key;
    await mock.control('POST', '/spaces/main/reset');
    mock = await restart(model);
    const { spaces } = (await mock.control('GET', '/info')).body;
    expect(spaces.map(({ name }: { name: string }) => name)).toEqual(['main', 'other']);
    expect((await mock.control('GET', '/spaces/other/clock')).body.now).toBe('2031-01-01T00:00:00.000Z');
    expect((await mock.send('GET', '/notes', { headers: { 'X-Key': before } })).status).toBe(401);
  });

  test('counters and times of last use, when the server was closed', async () => {
    let mock = start(model);
    await mock.control('POST', '/spaces/main/clock', { frozen: true });
    const admin = { auth: mock.person('ada') };
    const { key, id } = (await mock.console('POST', '/keys', { ...admin, body: { rights: ['write'] } })).body;
    for (let use = 0; use < 4; use++) await mock.send('GET', '/notes', { headers: { 'X-Key': key } });
    const used = (await mock.console('GET', '/keys', admin)).body.find(
      (one: { id: string }) => one.id === id,
    );
    expect(used.lastUsedAt).toMatch(/Z$/);
    mock = await restart(model);
    expect((await mock.console('GET', '/keys', admin)).body).toContainEqual(used);
    const third = await mock.send('GET', '/notes', { headers: { 'X-Key': key } });
    expect([third.status, third.headers['x-left']]).toEqual([200, '0']);
    expect((await mock.send('GET', '/notes', { headers: { 'X-Key': key } })).status).toBe(429);
  });
});

test('the file is for this user only and holds no secret that was shown once', async () => {
  const mock = start(model);
  const { key } = (
    await mock.console('POST', '/keys', { auth: mock.person('ada'), body: { rights: ['read'] } })
  ).body;
  await mock.app.mock.close();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const bytes = readFileSync(file, 'latin1');
  expect(bytes).toContain('credential key ');
  expect(bytes).not.toContain(key);
  expect(bytes).not.toContain(model.fixtures.users.get('ada')?.password);
});

test('an empty file, or an older store, that others may read is taken from them', async () => {
  writeFileSync(file, '');
  chmodSync(file, 0o644);
  start(model);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await open.pop()?.app.mock.close();
  chmodSync(file, 0o644);
  start(model);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(`${file}-wal`).mode & 0o777).toBe(0o600);
});

describe('a file that cannot be used is refused in one line', () => {
  const refusal = (): string => {
    try {
      start(model);
      return '';
    } catch (error) {
      return String((error as Error).message);
    }
  };

  test('damaged', () => {
    writeFileSync(file, 'this is no database at all, whatever its name says. '.repeat(100));
    expect(refusal()).toMatch(/state\.db is damaged or no database/);
  });
  test('damaged inside', async () => {
    const mock = start(model);
    for (let made = 0; made < 30; made++) await mock.control('POST', '/spaces', { name: `space-${made}` });
    await open.pop()?.app.mock.close();
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 4096, 12_288);
    writeFileSync(file, bytes);
    expect(refusal()).toMatch(/damaged/);
  });
  test('a database of something else', () => {
    const other = new DatabaseSync(file);
    other.exec('CREATE TABLE guests (name TEXT)');
    other.close();
    chmodSync(file, 0o640);
    const before = readFileSync(file);
    expect(refusal()).toMatch(/a database of something else/);
    expect(readFileSync(file)).toEqual(before);
    expect(statSync(file).mode & 0o777).toBe(0o640);
  });
  test('of another document', async () => {
    start(modelOf(smallDocument));
    await open.pop()?.app.mock.close();
    expect(refusal()).toMatch(/store of another document|older form of this document/);
  });
  test('written by a newer version', async () => {
    start(model);
    await open.pop()?.app.mock.close();
    const database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 7');
    database.close();
    expect(refusal()).toMatch(/newer version \(format 7; this one knows 2\)/);
  });
  test('in use', () => {
    start(model);
    expect(refusal()).toMatch(/in use already/);
  });
  test('in a folder that is not there', () => {
    file = join(folder, 'none', 'state.db');
    expect(refusal()).toMatch(/cannot be used as a store/);
  });
});

test('a file of an older format is brought to the newest, once', () => {
  openFile(file).close();
  const steps = [...migrations, (database: DatabaseSync) => database.exec('CREATE TABLE later (x TEXT)')];
  const migrated = openFile(file, steps);
  expect(migrated.prepare('PRAGMA user_version').get()).toEqual({ user_version: migrations.length + 1 });
  migrated.prepare('INSERT INTO later VALUES (?)').run('kept');
  migrated.close();
  const again = openFile(file, steps);
  expect(again.prepare('SELECT x FROM later').all()).toEqual([{ x: 'kept' }]);
  again.close();
});
