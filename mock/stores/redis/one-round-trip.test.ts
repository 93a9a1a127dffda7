import { createClient } from 'redis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AuthModel } from '../../../spec/model.ts';
import { type Answered, type Bench, bench, modelOf } from '../../bench.test-data.ts';
import { defaultParts } from '../../parts.ts';
import { defaultStages } from '../../pipeline.ts';
import { prepare } from '../../plan/plan.ts';
import { loadStore, openSpaces } from '../open-spaces.ts';
import { storeDocument } from '../store-document.test-data.ts';
import { type RedisServer, startRedis, whyNoRedis } from './redis-server.test-support.ts';
import { spaceKeys } from './space-keys.ts';

/** It shows when a key was used last, and ends one that is not used for a week. */
const model = modelOf(storeDocument.replace('limit: 5', 'limit: 1000'));
const { head } = spaceKeys(model.name, 'main');
const missing = whyNoRedis();
await loadStore('redis://127.0.0.1');

describe.skipIf(missing !== undefined)(`round trips to Redis${missing ? ` (${missing})` : ''}`, () => {
  let redis: RedisServer;
  let client: { sendCommand(words: string[]): Promise<unknown>; destroy(): void };
  let database = 0;
  const open: Bench[] = [];
  beforeAll(async () => {
    redis = await startRedis();
  }, 300_000);
  afterAll(async () => {
    await redis?.stop();
  });
  beforeEach(async () => {
    database = (database + 1) % 16;
    const connected = createClient({ url: `${redis.url}/${database}`, RESP: 2 });
    await connected.connect();
    client = connected;
  }, 300_000);
  afterEach(async () => {
    client.destroy();
    for (const one of open.splice(0)) await one.app.mock.close();
  });

  const start = async (one: AuthModel = model, options = {}): Promise<Bench> => {
    const started = bench(one, { store: `${redis.url}/${database}`, ...options });
    open.push(started);
    await started.app.mock.ready();
    return started;
  };
  const issue = async (on: Bench, rights = ['write']): Promise<{ id: string; key: string }> =>
    (await on.console('POST', '/keys', { auth: on.person('ada'), body: { rights } })).body;
  const use = (on: Bench, key: string): Promise<Answered> =>
    on.send('GET', '/notes', { headers: { 'X-Key': key } });
  const lastUsed = async (on: Bench, id: string): Promise<string | null | undefined> => {
    const { body } = await on.console('GET', '/keys', { auth: on.person('ada') });
    return body.find((one: { id: string }) => one.id === id)?.lastUsedAt;
  };
  const freeze = (on: Bench, set: string) => on.control('POST', '/spaces/main/clock', { frozen: true, set });
  /** Commands that went to Redis meanwhile: a client waits for each. */
  const scriptsRun = async (act: () => Promise<unknown>): Promise<number> => {
    await client.sendCommand(['CONFIG', 'RESETSTAT']);
    await act();
    const stats = String(await client.sendCommand(['INFO', 'commandstats']));
    return Number(/cmdstat_evalsha:calls=(\d+)/.exec(stats)?.[1] ?? 0);
  };

  test('one for an accepted request, although the document shows its time; at once known elsewhere', async () => {
    const [a, b] = [await start(), await start()];
    await freeze(a, '2030-01-01T00:00:00Z');
    const { id, key } = await issue(a);
    await use(b, key);
    const statuses: number[] = [];
    const count = await scriptsRun(async () => {
      for (let turn = 0; turn < 10; turn++) statuses.push((await use(b, key)).status);
    });
    expect([statuses.every((status) => status === 200), count]).toEqual([true, 10]);
    expect(await lastUsed(a, id)).toBe('2030-01-01T00:00:00.000Z');
    await freeze(b, '2030-01-02T00:00:00Z');
    await use(a, key);
    expect(await lastUsed(b, id)).toBe('2030-01-02T00:00:00.000Z');
  });

  test('one for all that come in one turn', async () => {
    await start();
    const spaces = openSpaces(prepare(model, 'after'), defaultParts, { store: `${redis.url}/${database}` });
    try {
      await spaces.ready();
      const looks = () => Promise.all(Array.from({ length: 40 }, () => spaces.read(spaces.main, () => 1)));
      expect(await scriptsRun(looks)).toBe(1);
    } finally {
      await spaces.close();
    }
  });

  test('of many that come together each has its own unit', async () => {
    const a = await start();
    await freeze(a, '2030-01-01T00:00:00Z');
    const { key } = await issue(a);
    const answers = await Promise.all(Array.from({ length: 40 }, () => use(a, key)));
    const left = answers.map(({ headers }) => Number(headers['x-left'])).sort((x, y) => y - x);
    expect(left).toEqual(Array.from({ length: 40 }, (_, index) => 999 - index));
  });

  test('one for a read whose limit counts failures only', async () => {
    const counting = modelOf(storeDocument.replace('per: credential}', 'per: credential, counts: failures}'));
    const a = await start(counting);
    await freeze(a, '2030-01-01T00:00:00Z');
    const { key } = await issue(a, ['read']);
    const write = () => a.send('POST', '/notes', { headers: { 'X-Key': key }, body: { text: 'x' } });
    await use(a, key);
    const count = await scriptsRun(async () => {
      for (let turn = 0; turn < 8; turn++) expect((await use(a, key)).headers['x-left']).toBe('5');
    });
    expect(count).toBe(8);
    for (let turn = 0; turn < 5; turn++) expect((await write()).status).toBe(403);
    expect([(await use(a, key)).status, (await write()).status]).toEqual([429, 429]);
  });

  test('a refused request leaves no time of use', async () => {
    const a = await start(modelOf(storeDocument.replace('limit: 5', 'limit: 1')));
    await freeze(a, '2030-01-01T00:00:00Z');
    const { id, key } = await issue(a, ['read']);
    const refused = await a.send('POST', '/notes', { headers: { 'X-Key': key }, body: { text: 'x' } });
    expect([refused.status, await lastUsed(a, id)]).toEqual([403, null]);
    await freeze(a, '2030-01-01T00:01:00Z');
    expect((await use(a, key)).status).toBe(200);
    await freeze(a, '2030-01-01T00:01:30Z');
    expect((await use(a, key)).status).toBe(429);
    expect(await lastUsed(a, id)).toBe('2030-01-01T00:01:00.000Z');
  });

  test('a time that Redis knows to be over is over, whatever the clock here says, and is not renewed', async () => {
    const [a, b] = [await start(), await start()];
    const { id, key } = await issue(a);
    expect((await use(a, key)).status).toBe(200);
    const before = await lastUsed(b, id);
    // As if this process had been asleep for eight days.
    const latest = Number(await client.sendCommand(['HGET', head, 'latest']));
    await client.sendCommand(['HSET', head, 'latest', String(latest + 8 * 86_400_000)]);
    expect((await use(a, key)).status).toBe(401);
    expect(await lastUsed(b, id)).toBe(before);
  });

  test('a server with a flaw in a later stage is not decided before it is confirmed', async () => {
    let seen = 0;
    const a = await start(model, {
      stages: {
        authorise: (call: Parameters<typeof defaultStages.authorise>[0]) => {
          seen++;
          return defaultStages.authorise(call);
        },
      },
    });
    const { id, key } = await issue(a);
    seen = 0;
    expect((await use(a, key)).status).toBe(200);
    expect(seen).toBe(1);
    expect(await lastUsed(a, id)).toMatch(/Z$/);
  });

  test.each([
    ['limit: 5, window: PT1M', '2'],
    ['limit: 9, window: PT1M', '6'],
    ['limit: 5, window: PT1M, algorithm: sliding-window', '4'],
    ['limit: 5, window: PT1M, algorithm: token-bucket', '4'],
    ['limit: 5, window: PT2M', '4'],
  ])('a limit that another instance declares as %s: %s are left', async (to, left) => {
    const few = 'few: {limit: 5, window: PT1M, per: credential}';
    const a = await start(modelOf(storeDocument));
    await freeze(a, '2030-01-01T00:00:00Z');
    const { key } = await issue(a);
    expect([(await use(a, key)).headers['x-left'], (await use(a, key)).headers['x-left']]).toEqual([
      '4',
      '3',
    ]);
    const b = await start(modelOf(storeDocument.replace(few, `few: {${to}, per: credential}`)));
    expect((await use(b, key)).headers['x-left']).toBe(left);
  });

  test('spaces that others remove are let go of', async () => {
    const a = await start();
    const spaces = openSpaces(prepare(model, 'after'), defaultParts, { store: `${redis.url}/${database}` });
    const held = (): number => (Reflect.get(spaces, 'worlds') as ReadonlyMap<string, unknown>).size;
    try {
      await spaces.ready();
      for (let index = 0; index < 60; index++) {
        await a.control('POST', '/spaces', { name: `s${index}` });
        expect(await spaces.get(`s${index}`)).toBeDefined();
        await a.control('DELETE', `/spaces/s${index}`);
      }
      expect(held()).toBeLessThan(20);
      await a.control('POST', '/spaces', { name: 'asked' });
      const asked = await spaces.get('asked');
      if (!asked) throw new Error('the space is not there');
      await spaces.read(asked, () => undefined);
      const before = held();
      await a.control('DELETE', '/spaces/asked');
      await expect(async () => spaces.read(asked, () => undefined)).rejects.toThrow(/the space is gone/);
      expect(held()).toBe(before - 1);
      expect(spaces.find('/~asked/notes')).toBeUndefined();
    } finally {
      await spaces.close();
    }
  });
});
