import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AuthModel } from '../../../spec/model.ts';
import { type Bench, bench, modelOf } from '../../bench.test-data.ts';
import { loadStore } from '../open-spaces.ts';
import { storeDocument } from '../store-document.test-data.ts';

let folder = '';
let file = '';
let mock: Bench;
const model = modelOf(storeDocument);
await loadStore('sqlite:file');
const start = (one: AuthModel = model): Bench => bench(one, { store: `sqlite:${file}` });
const restart = async (one: AuthModel = model): Promise<void> => {
  await mock.app.mock.close();
  mock = start(one);
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'authproof-sqlite-'));
  file = join(folder, 'state.db');
  mock = start();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await mock.app.mock.close();
  rmSync(folder, { recursive: true });
});

const issue = async (): Promise<{ id: string; key: string }> =>
  (await mock.console('POST', '/keys', { auth: mock.person('ada'), body: { rights: ['write'] } })).body;
const use = (key: string, space = '') => mock.send('GET', `${space}/notes`, { headers: { 'X-Key': key } });
const names = async (): Promise<readonly string[]> =>
  (await mock.control('GET', '/info')).body.spaces.map(({ name }: { name: string }) => name);

/** As on a full disk: a transaction can be begun, and comes to nothing at its end. */
function fillDisk(): { mend(): void } {
  const real = DatabaseSync.prototype.exec;
  const full = vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (
    this: DatabaseSync,
    sql,
  ) {
    if (sql === 'COMMIT') throw new Error('database or disk is full');
    real.call(this, sql);
  });
  return { mend: () => full.mockRestore() };
}
const away = (answer: { readonly status: number; readonly headers: Readonly<Record<string, unknown>> }) =>
  expect([answer.status, answer.headers['retry-after']]).toEqual([503, '1']);

describe('while the file cannot be written', () => {
  test('a change of a client is not acknowledged; it is stored before anything else is answered', async () => {
    const before = await issue();
    const disk = fillDisk();
    away(await mock.console('DELETE', `/keys/${before.id}`, { auth: mock.person('ada') }));
    away(await use(before.key));
    disk.mend();
    expect((await use(before.key)).status).toBe(401);
    await restart();
    expect((await use(before.key)).status).toBe(401);
  });

  test('a space that cannot be added is not there, and can be added later', async () => {
    const disk = fillDisk();
    away(await mock.control('POST', '/spaces', { name: 'apart' }));
    expect(await names()).toEqual(['main']);
    expect((await use('none', '/~apart')).status).toBe(404);
    disk.mend();
    expect((await mock.control('POST', '/spaces', { name: 'apart' })).status).toBe(201);
    await restart();
    expect(await names()).toEqual(['main', 'apart']);
  });

  test('a space that cannot be removed stays as it is', async () => {
    await mock.control('POST', '/spaces', { name: 'apart' });
    const made = await mock.send('POST', '/~apart/~console/keys', {
      auth: mock.person('ada'),
      body: { rights: ['write'] },
    });
    const disk = fillDisk();
    away(await mock.control('DELETE', '/spaces/apart'));
    expect(await names()).toEqual(['main', 'apart']);
    disk.mend();
    expect((await use(made.body.key, '/~apart')).status).toBe(200);
    await restart();
    expect((await use(made.body.key, '/~apart')).status).toBe(200);
    expect((await mock.control('DELETE', '/spaces/apart')).status).toBe(204);
    await restart();
    expect(await names()).toEqual(['main']);
  });

  test('a reset is due until it is written, and nothing is answered before', async () => {
    const { key } = await issue();
    const disk = fillDisk();
    away(await mock.control('POST', '/spaces/main/reset'));
    away(await use(key));
    away(await mock.console('GET', '/keys', { auth: mock.person('ada') }));
    disk.mend();
    expect((await use(key)).status).toBe(401);
    await restart();
    expect((await use(key)).status).toBe(401);
  });

  test('a reset that never gets written has not happened after a restart', async () => {
    const { key } = await issue();
    const disk = fillDisk();
    away(await mock.control('POST', '/spaces/main/reset'));
    await expect(async () => mock.app.mock.close()).rejects.toThrow(/cannot be written/);
    disk.mend();
    mock = start();
    expect((await use(key)).status).toBe(200);
  });
});

test('a second server on the file is refused in this process, too, and leaves the lock as it is', () => {
  expect(() => start()).toThrow(/state\.db is in use already/);
  const opening = `
    import { openFile } from ${JSON.stringify(new URL('open.ts', import.meta.url).href)};
    try { openFile(${JSON.stringify(file)}); console.log('opened'); } catch (error) { console.log(error.message); }`;
  const other = spawnSync(process.execPath, ['--input-type=module', '-e', opening], { encoding: 'utf8' });
  expect(other.stdout).toMatch(/state\.db is in use already/);
});

describe('a limit that the document has changed meanwhile', () => {
  const left = async (key: string): Promise<unknown> => (await use(key)).headers['x-left'];
  const few = 'few: {limit: 5, window: PT1M, per: credential}';
  const changed = (to: string): AuthModel =>
    modelOf(storeDocument.replace(few, `few: {${to}, per: credential}`));
  const spendTwo = async (): Promise<string> => {
    await mock.control('POST', '/spaces/main/clock', { frozen: true });
    const { key } = await issue();
    expect([await left(key), await left(key)]).toEqual(['4', '3']);
    return key;
  };

  test.each([
    ['limit: 5, window: PT1M', '2', 'nothing'],
    ['limit: 9, window: PT1M', '6', 'its limit'],
    ['limit: 5, window: PT1M, algorithm: sliding-window', '4', 'its way to count'],
    ['limit: 5, window: PT1M, algorithm: token-bucket', '4', 'its way to count'],
    ['limit: 5, window: PT2M', '4', 'its window'],
  ])('%s: %s are left when %s has changed', async (to, expected) => {
    const key = await spendTwo();
    await restart(changed(to));
    expect(await left(key)).toBe(expected);
  });

  test('a bucket of another size starts full', async () => {
    await restart(changed('limit: 5, window: PT1M, algorithm: token-bucket'));
    const key = await spendTwo();
    await restart(changed('limit: 8, window: PT1M, algorithm: token-bucket'));
    expect(await left(key)).toBe('7');
  });
});

test('a file of the first format: counters start afresh, all else stays', async () => {
  await mock.control('POST', '/spaces/main/clock', { frozen: true });
  const { key } = await issue();
  for (let turn = 0; turn < 5; turn++) expect((await use(key)).status).toBe(200);
  await mock.app.mock.close();
  const database = new DatabaseSync(file);
  const old = database
    .prepare(
      "UPDATE rows SET value = json_object('state', json_extract(value, '$.numbers')) WHERE key LIKE 'counter %'",
    )
    .run();
  expect(Number(old.changes)).toBe(1);
  database.exec('PRAGMA user_version = 1');
  database.close();
  mock = start();
  const answer = await use(key);
  expect([answer.status, answer.headers['x-left']]).toEqual([200, '4']);
  await restart();
  expect((await use(key)).headers['x-left']).toBe('3');
});
