import { beforeEach, describe, expect, test } from 'vitest';
import { type Bench, basic, bench, documentAt } from '../bench.test-data.ts';

let mock: Bench;

const second = 1000;
const day = 86_400_000;

function advance(ms: number): void {
  mock.app.mock.clock.advance(ms);
}

describe('keys with scopes and limits', () => {
  beforeEach(() => {
    mock = bench(documentAt('vendors/regen-therapy'));
  });

  const newKey = async (scopes: readonly string[]) => {
    const answer = await mock.console('POST', '/settings/api-keys', {
      auth: mock.person('owner-a'),
      body: { name: 'test', scopes },
    });
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const use = (key: string, method = 'GET', path = '/api/v1/orders') =>
    mock.send(method, path, { headers: { 'X-API-Key': key } });

  test('the secret has the documented form and is shown once', async () => {
    const { id, key } = await newKey(['read:orders']);
    expect(key).toMatch(/^rg_[a-z0-9]{6}_[A-Za-z0-9]{32}$/);
    const list = await mock.console('GET', '/settings/api-keys', { auth: mock.person('owner-a') });
    expect(list.body.map((entry: { id: string }) => entry.id)).toContain(id);
    expect(list.text).not.toContain(key);
  });

  test('two halves of two keys are no key', async () => {
    const [one, two] = [await newKey(['read:*']), await newKey(['read:*'])];
    const mixed = `${one.key.split('_').slice(0, 2).join('_')}_${two.key.split('_')[2]}`;
    expect((await use(mixed)).status).toBe(401);
  });

  test('a revoked key is refused for good, its neighbour works', async () => {
    const [one, two] = [await newKey(['read:*']), await newKey(['read:*'])];
    expect((await use(one.key)).status).toBe(200);
    expect(
      (await mock.console('DELETE', `/settings/api-keys/${one.id}`, { auth: mock.person('owner-a') })).status,
    ).toBe(204);
    expect((await use(one.key)).status).toBe(401);
    expect((await use(two.key)).status).toBe(200);
    expect(
      (await mock.console('DELETE', `/settings/api-keys/${one.id}`, { auth: mock.person('owner-a') })).status,
    ).toBe(404);
    advance(365 * day);
    expect((await use(one.key)).status).toBe(401);
  });

  test('three tiers together: the headers tell the tightest, and honestly', async () => {
    const { key } = await newKey(['read:*', 'write:*']);
    for (let left = 9; left >= 0; left--) {
      const answer = await use(key);
      expect(answer.headers).toMatchObject({
        'x-ratelimit-limit': '10',
        'x-ratelimit-remaining': String(left),
      });
    }
    const refused = await use(key);
    expect(refused.status).toBe(429);
    const wait = Number(refused.headers['retry-after']);
    advance((wait - 1) * second - 500);
    expect((await use(key)).status).toBe(429);
    advance(second + 500);
    expect((await use(key)).status).toBe(200);
  });

  test('a bad or missing key does not see a limit header', async () => {
    const answer = await use('rg_aaaaaa_00000000000000000000000000000000');
    expect(answer.status).toBe(401);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('x-ratelimit'))).toEqual([]);
  });

  test('a good key beside a bad token is refused; rights are never united', async () => {
    const { key } = await newKey(['read:orders']);
    const both = await mock.send('GET', '/api/v1/orders', {
      headers: { 'X-API-Key': key },
      auth: 'Bearer nonsense',
    });
    expect(both.status).toBe(401);
    const foreignScheme = await mock.send('GET', '/api/v1/orders', {
      headers: { 'X-API-Key': key },
      auth: basic('a:b'),
    });
    expect(foreignScheme.status).toBe(200);
  });
});
