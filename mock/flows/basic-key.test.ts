import { beforeEach, describe, expect, test } from 'vitest';
import { type Bench, basic, bench, documentAt } from '../bench.test-data.ts';

let mock: Bench;

describe('Basic with the key alone', () => {
  beforeEach(() => {
    mock = bench(documentAt('vendors/codat'));
  });

  const first = async (): Promise<string> =>
    (await mock.control('GET', '/spaces/main/credentials')).body[0].secret;

  test('the first key is provisioned; lists show values, but no ready-made header', async () => {
    const key = await first();
    const list = await mock.send('GET', '/apiKeys', { auth: basic(key) });
    expect(list.status).toBe(200);
    expect(list.text).toContain(key);
    expect(list.text).not.toContain(basic(key));
    const portal = await mock.console('GET', '/portal/apiKeys', { auth: mock.person('adam') });
    expect(portal.text).toContain(basic(key));
  });

  test.each([
    ['with a colon behind', (key: string) => basic(`${key}:`)],
    ['with a colon in front', (key: string) => basic(`:${key}`)],
    ['encoded twice', (key: string) => basic(Buffer.from(key).toString('base64'))],
    ['not encoded', (key: string) => `Basic ${key}`],
    ['as Bearer', (key: string) => `Bearer ${key}`],
    ['without padding', (key: string) => basic(`${key}x`).replace(/=+$/, '')],
  ])('the key %s is refused', async (_name, value) => {
    expect((await mock.send('GET', '/companies', { auth: value(await first()) })).status).toBe(401);
  });

  test('ten keys, the eleventh refused, also under parallel issue; the last one stays', async () => {
    const auth = basic(await first());
    const answers = await Promise.all(
      Array.from({ length: 14 }, (_, index) =>
        mock.send('POST', '/apiKeys', { auth, body: { name: `k${index}` } }),
      ),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(9);
    expect(answers.filter((answer) => answer.status === 409)).toHaveLength(5);
    const ids = (await mock.send('GET', '/apiKeys', { auth })).body.results.map(
      (entry: { id: string }) => entry.id,
    );
    const deletions = await Promise.all(
      ids.map((id: string) => mock.console('DELETE', `/portal/apiKeys/${id}`, { auth: mock.person('adam') })),
    );
    expect(deletions.map((answer) => answer.status).filter((status) => status === 409)).toHaveLength(1);
    expect((await mock.console('GET', '/portal/apiKeys', { auth: mock.person('ana') })).status).toBe(403);
  });
});
