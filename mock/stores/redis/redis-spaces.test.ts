import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadText } from '../../../spec/load.ts';
import { type Answered, type Bench, bench, modelOf, smallDocument } from '../../bench.test-data.ts';
import { loadStore } from '../open-spaces.ts';
import { storeDocument } from '../store-document.test-data.ts';
import { type RedisServer, startRedis, whyNoRedis } from './redis-server.test-support.ts';

const model = modelOf(storeDocument);
const missing = whyNoRedis();
await loadStore('redis://127.0.0.1');

describe.skipIf(missing !== undefined)(`two instances on one Redis${missing ? ` (${missing})` : ''}`, () => {
  let redis: RedisServer;
  let a: Bench;
  let b: Bench;
  let database = 0;
  beforeAll(async () => {
    redis = await startRedis();
  }, 300_000);
  afterAll(async () => {
    await redis?.stop();
  });
  const start = async (): Promise<Bench> => {
    const started = bench(model, { store: `${redis.url}/${database}` });
    await started.app.mock.ready();
    return started;
  };
  beforeEach(async () => {
    database = (database + 1) % 16;
    [a, b] = await Promise.all([start(), start()]);
  }, 300_000);
  afterEach(async () => {
    for (const one of [a, b]) await one.app.mock.close();
  });

  const auth = (key: string) => ({ headers: { 'X-Key': key } });
  const admin = () => ({ auth: a.person('ada') });
  const issue = async (on: Bench): Promise<{ id: string; key: string }> => {
    const made = await on.console('POST', '/keys', { ...admin(), body: { rights: ['write'] } });
    expect(made.status).toBe(201);
    return made.body;
  };

  test('a key of one works on the other, and its revocation is immediate there', async () => {
    const { id, key } = await issue(a);
    expect((await b.send('GET', '/notes', auth(key))).status).toBe(200);
    expect((await a.console('DELETE', `/keys/${id}`, admin())).status).toBe(204);
    expect((await b.send('GET', '/notes', auth(key))).status).toBe(401);
  });

  test('people, records, passwords, tokens and fixtures are the same', async () => {
    const note = await a.send('POST', '/notes', { ...auth((await issue(b)).key), body: { text: 'here' } });
    expect((await b.send('GET', '/notes', auth((await issue(a)).key))).body).toContainEqual(note.body);
    const user = model.fixtures.users.get('ada');
    const login = (on: Bench, password = user?.password) =>
      on.send('POST', '/login', { body: { email: user?.email, password } });
    const { token } = (await login(a)).body;
    expect((await b.send('GET', '/me', { auth: `Bearer ${token}` })).status).toBe(200);
    await b.send('PATCH', '/people/ada', { auth: `Bearer ${token}`, body: { password: 'battery staple' } });
    expect((await a.send('GET', '/me', { auth: `Bearer ${token}` })).status).toBe(401);
    expect([(await login(a)).status, (await login(a, 'battery staple')).status]).toEqual([401, 200]);
    const shown = await Promise.all([a, b].map((one) => one.control('GET', '/spaces/main/credentials')));
    expect(shown[0]?.body).toEqual(shown[1]?.body);
  });

  test('limits are exact over both, and their headers count down as one', async () => {
    await a.control('POST', '/spaces/main/clock', { frozen: true });
    const { key } = await issue(a);
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => (index % 2 ? a : b).send('GET', '/notes', auth(key))),
    );
    const accepted = answers.filter(({ status }) => status === 200);
    expect(accepted).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
    expect(accepted.map(({ headers }) => headers['x-left']).sort()).toEqual(['0', '1', '2', '3', '4']);
    expect((await b.control('POST', '/spaces/main/clock', { advanceTo: 'next' })).status).toBe(200);
    expect((await a.send('GET', '/notes', auth(key))).headers['x-left']).toBe('4');
  });

  test('only failed sign-ins are counted, wherever they fail', async () => {
    const email = model.fixtures.users.get('ada')?.email;
    const login = (on: Bench, password: string) => on.send('POST', '/login', { body: { email, password } });
    const right = model.fixtures.users.get('ada')?.password ?? '';
    for (let round = 0; round < 10; round++) {
      expect((await login(a, 'wrong')).status).toBe(401);
      expect((await login(b, 'wrong')).status).toBe(401);
      expect((await login(round % 2 ? a : b, right)).status).toBe(round < 9 ? 200 : 429);
    }
  });

  test('of parallel refreshes with one proof a single one succeeds, and the family is burnt everywhere', async () => {
    const user = model.fixtures.users.get('ada');
    const { proof } = (
      await a.send('POST', '/login', { body: { email: user?.email, password: user?.password } })
    ).body;
    const answers = await Promise.all(
      [a, b, a, b].map((one) => one.send('POST', '/refresh', { body: { proof } })),
    );
    const good = answers.filter(({ status }) => status === 200);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
    const next = await b.send('POST', '/refresh', { body: { proof: good[0]?.body.proof } });
    expect(next.status).toBe(401);
  });

  test('a replay that a limit refuses burns nothing; the next one burns', async () => {
    const limited = loadText(
      readFileSync(new URL('../../../spec/made-up/orchard.yaml', import.meta.url), 'utf8').replace(
        '{ refresh: session }\n',
        (verb) => `${verb}      x-auth-tiers: { hurry: { limit: 1, window: PT1M, per: address } }\n`,
      ),
      'orchard.yaml',
    );
    const c = bench(limited, { store: `${redis.url}/${database}` });
    const rid = ({ cookies }: Answered) =>
      cookies.flatMap((line) => /^rid=([^;]+)/.exec(line)?.slice(1) ?? [])[0] ?? '';
    const renew = (cookie: string) => c.send('POST', '/renew', { headers: { Cookie: `rid=${cookie}` } });
    try {
      await c.control('POST', '/spaces/main/clock', { frozen: true });
      const user = limited.fixtures.users.get('grower');
      const form = { mail: user?.email ?? '', password: user?.password ?? '' };
      const first = rid(await c.send('POST', '/login', { form }));
      const renewed = await renew(first);
      expect([renewed.status, (await renew(first)).status]).toEqual([204, 429]);
      const minute = { advanceSeconds: 60 };
      await c.control('POST', '/spaces/main/clock', minute);
      const again = await renew(rid(renewed));
      expect(again.status).toBe(204);
      await c.control('POST', '/spaces/main/clock', minute);
      expect((await renew(first)).status).toBe(401);
      await c.control('POST', '/spaces/main/clock', minute);
      expect((await renew(rid(again))).status).toBe(401);
    } finally {
      await c.app.mock.close();
    }
  });

  test('the last key stays and the number of keys holds, whoever asks at the same time', async () => {
    const list = async () => (await a.console('GET', '/keys', admin())).body as { id: string }[];
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        (index % 2 ? a : b).console('POST', '/keys', { ...admin(), body: { rights: ['read'] } }),
      ),
    );
    expect(await list()).toHaveLength(6);
    const ends = await Promise.all(
      (await list()).map(({ id }, index) => (index % 2 ? a : b).console('DELETE', `/keys/${id}`, admin())),
    );
    expect(ends.map(({ status }) => status).sort()).toEqual([204, 204, 204, 204, 204, 409]);
    expect(await list()).toHaveLength(1);
  });

  test('the time of last use is known to both', async () => {
    await a.control('POST', '/spaces/main/clock', { frozen: true, set: '2030-01-01T00:00:00Z' });
    const { id, key } = await issue(a);
    expect((await b.send('GET', '/notes', auth(key))).status).toBe(200);
    const listed = (await a.console('GET', '/keys', admin())).body as { id: string; lastUsedAt: string }[];
    expect(listed.find((one) => one.id === id)?.lastUsedAt).toMatch(/^2030-01-01T00:00:00/);
  });

  test('a use at one keeps a key alive at the other', async () => {
    await a.control('POST', '/spaces/main/clock', { frozen: true, set: '2030-01-01T00:00:00Z' });
    const { key } = await issue(a);
    const sixDays = { advanceSeconds: 6 * 86_400 };
    for (const [turn, one] of [b, a, b, b, a].entries()) {
      await a.control('POST', '/spaces/main/clock', sixDays);
      const { status, headers } = await one.send('GET', '/notes', auth(key));
      expect([turn, status, headers['x-left']]).toEqual([turn, 200, '4']);
    }
    await b.control('POST', '/spaces/main/clock', { advanceSeconds: 8 * 86_400 });
    expect((await a.send('GET', '/notes', auth(key))).status).toBe(401);
  });

  test('spaces, resets and the clock of one are those of the other', async () => {
    expect(
      (await a.control('POST', '/spaces', { name: 'apart', startsAt: '2031-05-05T00:00:00Z' })).status,
    ).toBe(201);
    expect((await b.control('POST', '/spaces', { name: 'apart' })).status).toBe(409);
    const made = await b.send('POST', '/~apart/~console/keys', { ...admin(), body: { rights: ['read'] } });
    expect(made.status).toBe(201);
    expect((await a.send('GET', '/~apart/notes', auth(made.body.key))).status).toBe(200);
    expect((await a.send('GET', '/notes', auth(made.body.key))).status).toBe(401);
    await b.control('POST', '/spaces/apart/clock', { advanceSeconds: 90 });
    expect((await a.control('GET', '/spaces/apart/clock')).body).toEqual({
      now: '2031-05-05T00:01:30.000Z',
      frozen: true,
    });
    await a.control('POST', '/spaces/apart/reset');
    expect((await b.send('GET', '/~apart/notes', auth(made.body.key))).status).toBe(401);
    const names = (await b.control('GET', '/info')).body.spaces.map(({ name }: { name: string }) => name);
    expect(names).toEqual(['main', 'apart']);
    await b.control('DELETE', '/spaces/apart');
    expect((await a.send('GET', '/~apart/notes', auth(made.body.key))).status).toBe(404);
    expect((await a.control('GET', '/spaces/apart/clock')).status).toBe(404);
  });

  test('a reset takes back what both have seen', async () => {
    const { key } = await issue(a);
    expect((await b.send('GET', '/notes', auth(key))).status).toBe(200);
    await b.control('POST', '/spaces/main/reset');
    expect((await a.send('GET', '/notes', auth(key))).status).toBe(401);
    expect((await a.send('GET', '/notes', auth((await issue(b)).key))).status).toBe(200);
  });

  test('an instance that comes later has all of it', async () => {
    const { key, id } = await issue(a);
    const revoked = await issue(b);
    await a.console('DELETE', `/keys/${revoked.id}`, admin());
    await a.console('POST', `/keys/${id}/rotate`, admin());
    const c = await start();
    expect((await c.send('GET', '/notes', auth(revoked.key))).status).toBe(401);
    expect((await c.send('GET', '/notes', auth(key))).status).toBe(401);
    const listed = await Promise.all([a, c].map((one) => one.console('GET', '/keys', admin())));
    expect(listed[1]?.body).toEqual(listed[0]?.body);
    await c.app.mock.close();
  });

  test('another form of the document is refused', async () => {
    const other = modelOf(storeDocument.replace('eve: {', 'eva: {'));
    const app = bench(other, { store: `${redis.url}/${database}` }).app;
    await expect(app.mock.ready()).rejects.toThrow(/another form of/);
  });
});

describe('the address', () => {
  test.each([
    ['redis://:secret@127.0.0.1', /AUTHPROOF_REDIS_PASSWORD/],
    ['redis://somebody:secret@127.0.0.1:6379', /AUTHPROOF_REDIS_PASSWORD/],
    ['redis://127.0.0.1/three', /no address of a Redis/],
    ['redis://:se/secret@127.0.0.1', /no address of a Redis/],
    ['redis://me/secret@127.0.0.1', /no address of a Redis/],
    ['rediss:///secret@127.0.0.1', /no address of a Redis/],
    ['mongodb://127.0.0.1', /There is no store "mongodb"/],
    ['Redis://:secret@127.0.0.1', /There is no store "Redis"/],
  ])('%s is refused, without the secret in the message', (store, says) => {
    expect(() => bench(modelOf(smallDocument), { store })).toThrow(says);
    try {
      bench(modelOf(smallDocument), { store });
    } catch (error) {
      expect(String(error)).not.toContain('secret');
    }
  });

  test('nobody there: said at the start', async () => {
    const app = bench(modelOf(smallDocument), { store: 'redis://127.0.0.1:1' }).app;
    await expect(app.mock.ready()).rejects.toThrow(/no Redis to be had at 127\.0\.0\.1:1: ECONNREFUSED/);
  });
});
