import { beforeEach, describe, expect, test } from 'vitest';
import { type Bench, bench, documentAt } from '../bench.test-data.ts';

let mock: Bench;

describe('tokens of machine users', () => {
  beforeEach(() => {
    mock = bench(documentAt('vendors/cutover'));
  });

  const tokenFor = async (user: string, on = mock) => {
    const answer = await on.console('POST', `/users/${user}/tokens`, {
      auth: on.person('admin'),
      body: { label: 'CI', expires_at: '2001-01-01T00:00:00Z' },
    });
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const runbooks = (token: string, on = mock) =>
    on.send('GET', '/core/runbooks', { auth: `Bearer ${token}` });

  test('both roles are needed, and only assigned workspaces are reached', async () => {
    const { token } = await tokenFor('robot');
    expect(token).toMatch(/^[0-9a-f]{48}$/);
    const list = await runbooks(token);
    expect(list.body.map((entry: { id: string }) => entry.id)).toEqual(['rb-1']);
    expect((await mock.send('GET', '/core/runbooks/rb-2', { auth: `Bearer ${token}` })).status).toBe(404);
    expect((await runbooks((await tokenFor('devonly')).token)).status).toBe(403);
    expect((await runbooks((await tokenFor('nodev')).token)).status).toBe(403);
    const foreign = await mock.send('POST', '/core/runbooks', {
      auth: `Bearer ${token}`,
      body: { workspace_id: 'w-2', name: 'x' },
    });
    expect(foreign.status).toBe(403);
  });

  test('who is not interactive does not sign in; an unknown owner is 404', async () => {
    expect((await mock.console('GET', '/users', { auth: mock.person('robot') })).status).toBe(401);
    expect((await mock.console('GET', '/users/none/tokens', { auth: mock.person('admin') })).status).toBe(
      404,
    );
  });

  test('an end is set by one operation only, and is kept', async () => {
    const { id, token, expires_at } = await tokenFor('robot');
    expect(expires_at).toBeNull();
    const at = new Date(mock.app.mock.clock.now() + 60_000).toISOString();
    const set = await mock.console('PUT', `/users/robot/tokens/${id}/expiry`, {
      auth: mock.person('csm'),
      body: { expires_at: at },
    });
    expect([set.status, set.body.expires_at]).toEqual([200, at]);
    expect((await runbooks(token)).status).toBe(200);
    await mock.control('POST', '/spaces/main/clock', { advanceTo: 'next' });
    expect((await runbooks(token)).status).toBe(401);
  });

  test('the latest server that the document allows: begins and ends at the bounds', async () => {
    const late = bench(documentAt('vendors/cutover'), { latest: true });
    late.app.mock.clock.freeze();
    const { id, token } = await tokenFor('robot', late);
    expect((await runbooks(token, late)).status).toBe(401);
    late.app.mock.clock.advance(30_000);
    expect((await runbooks(token, late)).status).toBe(200);
    await late.console('DELETE', `/users/robot/tokens/${id}`, { auth: late.person('admin') });
    late.app.mock.clock.advance(4999);
    expect((await runbooks(token, late)).status).toBe(200);
    late.app.mock.clock.advance(1);
    expect((await runbooks(token, late)).status).toBe(401);
  });
});
