import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startProxy } from '../../mock/stores/redis/proxy.test-support.ts';
import {
  type RedisServer,
  startRedis,
  whyNoRedis,
} from '../../mock/stores/redis/redis-server.test-support.ts';
import { storeDocument } from '../../mock/stores/store-document.test-data.ts';
import { loadText } from '../../spec/load.ts';
import { startMockProcess } from '../faults/mock-process.ts';
import { runCli } from '../run-cli.test-support.ts';

const folder = mkdtempSync(join(tmpdir(), 'authproof-workers-'));
const file = join(folder, 'kept.yaml');
writeFileSync(file, storeDocument);
afterAll(() => rmSync(folder, { recursive: true }));

/** Each starts several processes: a busy machine takes its time over that. */
const slow = { timeout: 300_000 };

describe('are refused where they cannot share their state', slow, () => {
  test.each([
    [['--workers', '2'], /needs state that all of them share.*--store redis/],
    [['--workers', '2', '--store', `sqlite:${join(folder, 'a.db')}`], /a file has one writer/],
    [['--store', 'redis://me:secret@127.0.0.1'], /AUTHPROOF_REDIS_PASSWORD/],
  ])('%s', async (args, says) => {
    const run = await runCli(['mock', file, '--port', '0', ...args]);
    expect(run.stderr).toMatch(says);
    expect(run.stderr).not.toContain('secret@');
    expect(run.code).toBe(2);
  });

  test('nobody at the address of the store', async () => {
    const run = await runCli([
      'mock',
      file,
      '--port',
      '0',
      '--workers',
      '2',
      '--store',
      'redis://127.0.0.1:1',
    ]);
    expect(run.stderr).toMatch(/no Redis to be had at 127\.0\.0\.1:1/);
    expect(run.code).toBe(3);
  });
});

const workersIn = (text: string): number[] =>
  [...text.matchAll(/worker (\d+) serves/g)].map(([, pid]) => Number(pid));

const missing = whyNoRedis();
describe.skipIf(missing !== undefined)(`over one Redis${missing ? ` (${missing})` : ''}`, slow, () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  }, 300_000);
  afterAll(async () => {
    await redis?.stop();
  });

  test('serve one port as one server; one that dies is replaced; all end with the first', async () => {
    const mock = await startMockProcess([file, '--workers', '2', '--store', redis.url]);
    const ada = loadText(storeDocument, 'kept.yaml').fixtures.users.get('ada');
    const authorization = `Basic ${Buffer.from(`${ada?.email}:${ada?.password}`).toString('base64')}`;
    const issue = async (): Promise<{ id: string; key: string }> => {
      const made = await fetch(`${mock.consoleUrl}/keys`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json', connection: 'close' },
        body: JSON.stringify({ rights: ['read'] }),
      });
      expect(made.status).toBe(201);
      return (await made.json()) as { id: string; key: string };
    };
    /** Every connection is new, and so comes to one worker or the other. */
    const statuses = (key: string) =>
      Promise.all(
        Array.from({ length: 5 }, async () => {
          const answer = await fetch(`${mock.url}/notes`, { headers: { 'X-Key': key, connection: 'close' } });
          return answer.status;
        }),
      );
    try {
      const frozen = await fetch(`${mock.control.url}/spaces/main/clock`, {
        method: 'POST',
        headers: { authorization: `Bearer ${mock.control.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ frozen: true }),
      });
      expect(frozen.status).toBe(200);
      const first = await issue();
      expect(await statuses(first.key)).toEqual([200, 200, 200, 200, 200]);
      expect(await statuses(first.key)).toEqual([429, 429, 429, 429, 429]);
      const gone = await fetch(`${mock.consoleUrl}/keys/${first.id}`, {
        method: 'DELETE',
        headers: { authorization, connection: 'close' },
      });
      expect(gone.status).toBe(204);
      expect(await statuses(first.key)).toEqual([401, 401, 401, 401, 401]);

      const [victim = 0] = workersIn(await mock.said((text) => workersIn(text).length === 2));
      process.kill(victim, 'SIGKILL');
      const told = await mock.said((text) => workersIn(text).length === 3);
      expect(told).toMatch(/ended \(SIGKILL\); another takes its place/);
      expect(await statuses((await issue()).key)).toEqual([200, 200, 200, 200, 200]);
      expect(await statuses(first.key)).toEqual([401, 401, 401, 401, 401]);
    } finally {
      expect(await mock.stop()).toBe(0);
    }
    const all = workersIn(await mock.said(() => true));
    expect(all).toHaveLength(3);
    for (const pid of all) expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
  });

  test('where all die at once, others serve at the same addresses', async () => {
    const mock = await startMockProcess([file, '--workers', '2', '--store', `${redis.url}/2`]);
    const status = async (): Promise<number> => {
      const answer = await fetch(`${mock.url}/notes`, { headers: { connection: 'close' } });
      return answer.status;
    };
    try {
      const first = workersIn(await mock.said((text) => workersIn(text).length === 2));
      for (const pid of first) process.kill(pid, 'SIGKILL');
      const next = workersIn(await mock.said((text) => workersIn(text).length === 4)).slice(2);
      expect(await Promise.all([status(), status(), status()])).toEqual([401, 401, 401]);
      // One of those that came later has the ports now: they are the same for whoever replaces the other.
      process.kill(next[0] ?? 0, 'SIGKILL');
      await mock.said((text) => workersIn(text).length === 5);
      process.kill(next[1] ?? 0, 'SIGKILL');
      await mock.said((text) => workersIn(text).length === 6);
      expect(await Promise.all([status(), status(), status()])).toEqual([401, 401, 401]);
      const info = await fetch(`${mock.control.url}/info`, {
        headers: { authorization: `Bearer ${mock.control.token}`, connection: 'close' },
      });
      expect(info.status).toBe(200);
    } finally {
      expect(await mock.stop()).toBe(0);
    }
  });

  test('an address that this machine does not have', async () => {
    const args = ['mock', file, '--port', '0', '--workers', '2', '--store', redis.url];
    const run = await runCli([...args, '--host', '192.0.2.1']);
    expect(run.stderr).toMatch(/"192\.0\.2\.1" is no address of this machine/);
    expect(run.code).toBe(2);
  });

  test('a worker that dies while Redis is away is replaced when it is back; the others stay', async () => {
    const proxy = await startProxy(redis.port);
    const mock = await startMockProcess([
      file,
      '--workers',
      '2',
      '--store',
      `redis://127.0.0.1:${proxy.port}/1`,
    ]);
    const status = async (): Promise<number> => {
      const answer = await fetch(`${mock.url}/notes`, { headers: { connection: 'close' } });
      return answer.status;
    };
    try {
      const [victim = 0] = workersIn(await mock.said((text) => workersIn(text).length === 2));
      proxy.cut();
      process.kill(victim, 'SIGKILL');
      await mock.said((text) => /no other worker starts: .*Redis.* It is tried again/.test(text));
      expect(await status()).toBe(503);
      proxy.mend();
      await mock.said((text) => workersIn(text).length === 3);
      await vi.waitFor(
        async () => expect(await Promise.all([status(), status(), status()])).toEqual([401, 401, 401]),
        { timeout: 200_000, interval: 100 },
      );
    } finally {
      expect(await mock.stop()).toBe(0);
      await proxy.close();
    }
  });
});
