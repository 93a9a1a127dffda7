import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from 'redis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Answered, type Bench, bench, modelOf } from '../../bench.test-data.ts';
import { defaultStages } from '../../pipeline.ts';
import { loadStore } from '../open-spaces.ts';
import { storeDocument } from '../store-document.test-data.ts';
import { startProxy, type TcpProxy } from './proxy.test-support.ts';
import { type RedisServer, startRedis, whyNoRedis } from './redis-server.test-support.ts';
import { spaceKeys } from './space-keys.ts';

const model = modelOf(storeDocument.replace('limit: 5', 'limit: 1000'));
/** No test takes a day: five requests pass, however slow the machine is. */
const limited = modelOf(storeDocument.replace('window: PT1M', 'window: P1D'));
const twoDaysMs = 2 * 86_400_000;
const missing = whyNoRedis();
await loadStore('redis://127.0.0.1');

describe.skipIf(missing !== undefined)(
  `when Redis fails${missing ? ` (${missing})` : ''}`,
  { timeout: 300_000 },
  () => {
    let redis: RedisServer;
    let proxy: TcpProxy;
    /** Behind the proxy. */
    let a: Bench;
    let b: Bench;
    beforeAll(async () => {
      redis = await startRedis();
    }, 300_000);
    afterAll(async () => {
      await redis?.stop();
    });
    beforeEach(async () => {
      await redis.restart();
      proxy = await startProxy(redis.port);
      a = bench(model, { store: `redis://127.0.0.1:${proxy.port}` });
      b = bench(model, { store: redis.url });
      await Promise.all([a, b].map((one) => one.app.mock.ready()));
    }, 300_000);
    afterEach(async () => {
      for (const one of [a, b]) await one.app.mock.close();
      await proxy.close();
    });

    const issue = async (on: Bench): Promise<{ id: string; key: string }> =>
      (await on.console('POST', '/keys', { auth: on.person('ada'), body: { rights: ['write'] } })).body;
    const use = (on: Bench, key: string): Promise<Answered> =>
      on.send('GET', '/notes', { headers: { 'X-Key': key } });
    const revoke = (on: Bench, id: string) => on.console('DELETE', `/keys/${id}`, { auth: on.person('ada') });
    /** Asks until the store is there again; what came before may be nothing but 503. */
    const useWhenBack = async (on: Bench, key: string): Promise<Answered> => {
      for (;;) {
        const answer = await use(on, key);
        if (answer.status !== 503) return answer;
        expect(answer.headers['retry-after']).toBe('1');
        await pause(5);
      }
    };
    const raw = async (
      act: (client: { sendCommand(words: string[]): Promise<unknown> }) => Promise<unknown>,
    ): Promise<unknown> => {
      const client = createClient({ url: redis.url, RESP: 2 });
      await client.connect();
      return act(client).finally(() => client.destroy());
    };
    const keys = spaceKeys(model.name, 'main');

    test('cut off in mid-traffic: 503 and no answer from an old copy, then as good as before', async () => {
      const [kept, revoked] = [await issue(a), await issue(a)];
      expect([(await use(a, kept.key)).status, (await use(a, revoked.key)).status]).toEqual([200, 200]);
      const traffic = Promise.all(Array.from({ length: 20 }, () => use(a, kept.key)));
      proxy.cut();
      for (const { status } of await traffic) expect([200, 503]).toContain(status);
      expect((await revoke(b, revoked.id)).status).toBe(204);
      const refused = await use(a, revoked.key);
      expect([refused.status, refused.headers['retry-after']]).toEqual([503, '1']);
      const { status, body } = await a.control('GET', '/spaces/main/clock');
      expect([status, body.error.code]).toEqual([503, 'store-away']);
      proxy.mend();
      expect((await useWhenBack(a, revoked.key)).status).toBe(401);
      expect((await use(a, kept.key)).status).toBe(200);
    });

    test('away at the start of a mock that nobody waits for: 503 until it is there', async () => {
      proxy.cut();
      const c = bench(limited, { store: `redis://127.0.0.1:${proxy.port}/3` });
      try {
        for (let turn = 0; turn < 2; turn++) {
          const { status, headers } = await use(c, 'none');
          expect([status, headers['retry-after']]).toEqual([503, '1']);
          expect((await c.control('POST', '/spaces', { name: 'apart' })).status).toBe(503);
        }
        proxy.mend();
        expect((await useWhenBack(c, 'none')).status).toBe(401);
        expect((await use(c, (await issue(c)).key)).status).toBe(200);
        expect((await c.control('POST', '/spaces', { name: 'apart' })).status).toBe(201);
        await c.app.mock.ready();
        expect((await use(c, 'none')).status).toBe(401);
      } finally {
        await c.app.mock.close();
      }
    });

    test('an answer that does not come: the connection is given up, and made anew', async () => {
      const [kept, revoked] = [await issue(a), await issue(a)];
      proxy.stall();
      const waiting = [use(a, kept.key), use(a, revoked.key)];
      expect((await revoke(b, revoked.id)).status).toBe(204);
      for (const { status } of await Promise.all(waiting)) expect(status).toBe(503);
      expect((await useWhenBack(a, revoked.key)).status).toBe(401);
      expect((await use(a, kept.key)).status).toBe(200);
    });

    test('a change that may not have arrived is not acknowledged, and both go on with what Redis holds', async () => {
      const { key, id } = await issue(a);
      const revocations = Promise.all(
        [revoke(a, id), issue(a), issue(a)].map((one) => one.catch(() => undefined)),
      );
      proxy.cut();
      await revocations;
      proxy.mend();
      const seenByA = await useWhenBack(a, key);
      expect((await use(b, key)).status).toBe(seenByA.status);
      const lists = await Promise.all(
        [a, b].map((one) => one.console('GET', '/keys', { auth: one.person('ada') })),
      );
      expect(lists[0]?.body).toEqual(lists[1]?.body);
    });

    test('restarted empty: the fixtures with new values, and nothing that was issued or revoked before', async () => {
      const values = async (on: Bench): Promise<{ id: string; secret: string }[]> =>
        (await on.control('GET', '/spaces/main/credentials')).body;
      const [fixture] = await values(a);
      const { key } = await issue(a);
      expect((await use(b, fixture?.secret ?? '')).status).toBe(200);
      await redis.restart();
      expect((await useWhenBack(a, key)).status).toBe(401);
      expect((await useWhenBack(b, fixture?.secret ?? '')).status).toBe(401);
      const [fresh] = await values(b);
      expect(fresh?.secret).not.toBe(fixture?.secret);
      expect([
        (await use(a, fresh?.secret ?? '')).status,
        (await use(b, (await issue(a)).key)).status,
      ]).toEqual([200, 200]);
    });

    test('another history of the same length is not taken for the own one', async () => {
      const { key } = await issue(a);
      const versionOf = () => raw((client) => client.sendCommand(['HGET', keys.head, 'version']));
      const length = Number.parseInt(String(await versionOf()), 10);
      await redis.restart();
      expect((await useWhenBack(b, key)).status).toBe(401);
      let other = await issue(b);
      while (Number.parseInt(String(await versionOf()), 10) < length) other = await issue(b);
      expect((await useWhenBack(a, key)).status).toBe(401);
      expect((await use(a, other.key)).status).toBe(200);
    });

    test('a lock whose holder died ends by itself', async () => {
      await raw((client) => client.sendCommand(['SET', keys.lock, 'somebody who died', 'PX', '300']));
      expect((await use(b, (await issue(a)).key)).status).toBe(200);
    });

    test('a writer that was too slow cannot overwrite: its change is refused and undone', async () => {
      const list = async (on: Bench) => (await on.console('GET', '/keys', { auth: on.person('ada') })).body;
      const before = await list(b);
      let isSlow = true;
      const c = bench(model, {
        store: redis.url,
        stages: {
          act: async (call) => {
            const refused = await defaultStages.act(call);
            // It takes so long that the lock has passed to another process.
            if (isSlow) await raw((client) => client.sendCommand(['SET', keys.lock, 'another', 'PX', '300']));
            isSlow = false;
            return refused;
          },
        },
      });
      const asked = { auth: c.person('ada'), body: { rights: ['write'] } };
      expect((await c.console('POST', '/keys', asked)).status).toBe(503);
      expect(await list(c)).toEqual(before);
      expect(await list(b)).toEqual(before);
      expect((await use(b, (await issue(c)).key)).status).toBe(200);
      await c.app.mock.close();
    });

    test('the clocks of the machines do not matter', async () => {
      const [c, d] = [
        bench(limited, { store: `${redis.url}/1` }),
        bench(limited, { store: `${redis.url}/1` }),
      ];
      const real = Date.now;
      const skew = vi.spyOn(Date, 'now');
      const on = async <Result>(hours: number, act: () => Promise<Result>): Promise<Result> => {
        skew.mockImplementation(() => real() + hours * 3_600_000);
        return act();
      };
      try {
        await on(0, async () => Promise.all([c, d].map((one) => one.app.mock.ready())));
        const { key } = await on(2, () => issue(c));
        const statuses: number[] = [];
        for (let turn = 0; turn < 8; turn++) {
          const answer = turn % 2 ? await on(-3, () => use(c, key)) : await on(5, () => use(d, key));
          statuses.push(answer.status);
          const date = Date.parse(answer.headers['date'] ?? '');
          expect(Math.abs(date - real())).toBeLessThan(3_600_000);
        }
        expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
      } finally {
        skew.mockRestore();
        for (const one of [c, d]) await one.app.mock.close();
      }
    });

    test('where the clock of Redis is set back, time waits: no window opens twice', async () => {
      const c = bench(limited, { store: `${redis.url}/2` });
      await c.app.mock.ready();
      const { key } = await issue(c);
      for (let turn = 0; turn < 5; turn++) expect((await use(c, key)).status).toBe(200);
      // As if it had been two days later here, and the window is still the one of before.
      const before = Date.parse((await use(c, key)).headers['date'] ?? '');
      const client = createClient({ url: `${redis.url}/2`, RESP: 2 });
      await client.connect();
      const { head } = spaceKeys(limited.name, 'main');
      const latest = Number(await client.sendCommand(['HGET', head, 'latest']));
      await client.sendCommand(['HSET', head, 'latest', String(latest + twoDaysMs)]);
      client.destroy();
      const after = [];
      for (let turn = 0; turn < 7; turn++) after.push(await use(c, key));
      expect(after.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429]);
      const dates = after.map(({ headers }) => Date.parse(headers['date'] ?? ''));
      expect(Math.min(...dates)).toBeGreaterThanOrEqual(before + twoDaysMs - 1000);
      await c.app.mock.close();
    });
  },
);
