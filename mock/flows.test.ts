import { decodeJwt } from 'jose';
import { beforeEach, describe, expect, test } from 'vitest';
import { basic, type Bench, bench, documentAt } from './bench.test-data.ts';

let mock: Bench;

const second = 1000;
const day = 86_400 * second;

function advance(ms: number): void {
  mock.app.mock.clock.advance(ms);
}

describe('signed access and refresh tokens', () => {
  beforeEach(() => {
    mock = bench(documentAt('vendors/regen-therapy'));
  });

  const signIn = async () => {
    const user = mock.model.fixtures.users.get('owner-a');
    const answer = await mock.send('POST', '/api/auth/login', { body: { email: user?.email, password: user?.password } });
    expect(answer.status).toBe(200);
    return answer.body.data;
  };
  const use = (token: string) => mock.send('GET', '/api/v1/orders', { auth: `Bearer ${token}` });
  const renew = (refreshToken: string) => mock.send('POST', '/api/auth/refresh', { body: { refreshToken } });

  test('a sign-in gives a pair whose claims say what the document says', async () => {
    const { accessToken, refreshToken, expiresIn, user } = await signIn();
    const claims = decodeJwt(accessToken);
    expect(claims).toMatchObject({ sub: 'owner-a', kind: 'access' });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(3600);
    expect(expiresIn).toBe(3600);
    expect(user.id).toBe('owner-a');
    expect(decodeJwt(refreshToken)).toMatchObject({ kind: 'refresh' });
    expect((await use(accessToken)).status).toBe(200);
  });

  test('unknown address and wrong password are told alike', async () => {
    const user = mock.model.fixtures.users.get('owner-a');
    const wrong = await mock.send('POST', '/api/auth/login', { body: { email: user?.email, password: 'wrong-password' } });
    const unknown = await mock.send('POST', '/api/auth/login', { body: { email: 'nobody@example.com', password: 'wrong-password' } });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.text).toBe(unknown.text);
    expect(wrong.headers['www-authenticate']).toBe(unknown.headers['www-authenticate']);
  });

  test('the access token ends after its hour, not before', async () => {
    const { accessToken } = await signIn();
    advance(3599 * second - 999);
    expect((await use(accessToken)).status).toBe(200);
    advance(2 * second);
    expect((await use(accessToken)).status).toBe(401);
  });

  test('neither token does the work of the other', async () => {
    const { accessToken, refreshToken } = await signIn();
    expect((await use(refreshToken)).status).toBe(401);
    expect((await renew(accessToken)).status).toBe(401);
  });

  test.each([
    ['unsigned', (token: string) => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`],
    ['with another signature', (token: string) => `${token.slice(0, -4)}AAAA`],
    ['with another payload', (token: string) => token.replace(/\.[^.]+\./, `.${Buffer.from('{"sub":"owner-b","kind":"access","exp":9999999999}').toString('base64url')}.`)],
    ['cut off', (token: string) => token.slice(0, -10)],
    ['of two parts', (token: string) => token.split('.').slice(0, 2).join('.')],
  ])('a token %s is refused', async (_name, forge) => {
    const { accessToken } = await signIn();
    expect((await use(forge(accessToken))).status).toBe(401);
    expect((await use(accessToken)).status).toBe(200);
  });

  test('a refresh token works once; used again it burns the family, other sign-ins go on', async () => {
    const first = await signIn();
    const other = await signIn();
    const next = await renew(first.refreshToken);
    expect(next.status).toBe(200);
    expect(next.body.data.refreshToken).not.toBe(first.refreshToken);
    expect((await renew(first.refreshToken)).status).toBe(401);
    expect((await renew(next.body.data.refreshToken)).status).toBe(401);
    expect((await renew(other.refreshToken)).status).toBe(200);
  });

  test('of parallel refreshes with one token a single one succeeds', async () => {
    const { refreshToken } = await signIn();
    const answers = await Promise.all(Array.from({ length: 6 }, () => renew(refreshToken)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(5);
  });

  test('a refresh token ends after its week', async () => {
    const { refreshToken } = await signIn();
    advance(7 * day);
    expect((await renew(refreshToken)).status).toBe(401);
  });

  test('a token of one space is none in another', async () => {
    const { accessToken } = await signIn();
    await mock.control('POST', '/spaces', { name: 'other' });
    expect((await mock.send('GET', '/~other/api/v1/orders', { auth: `Bearer ${accessToken}` })).status).toBe(401);
  });
});

describe('keys with scopes and limits', () => {
  beforeEach(() => {
    mock = bench(documentAt('vendors/regen-therapy'));
  });

  const newKey = async (scopes: readonly string[]) => {
    const answer = await mock.console('POST', '/settings/api-keys', { auth: mock.person('owner-a'), body: { name: 'test', scopes } });
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const use = (key: string, method = 'GET', path = '/api/v1/orders') => mock.send(method, path, { headers: { 'X-API-Key': key } });

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
    expect((await mock.console('DELETE', `/settings/api-keys/${one.id}`, { auth: mock.person('owner-a') })).status).toBe(204);
    expect((await use(one.key)).status).toBe(401);
    expect((await use(two.key)).status).toBe(200);
    expect((await mock.console('DELETE', `/settings/api-keys/${one.id}`, { auth: mock.person('owner-a') })).status).toBe(404);
    advance(365 * day);
    expect((await use(one.key)).status).toBe(401);
  });

  test('three tiers together: the headers tell the tightest, and honestly', async () => {
    const { key } = await newKey(['read:*', 'write:*']);
    for (let left = 9; left >= 0; left--) {
      const answer = await use(key);
      expect(answer.headers).toMatchObject({ 'x-ratelimit-limit': '10', 'x-ratelimit-remaining': String(left) });
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
    const both = await mock.send('GET', '/api/v1/orders', { headers: { 'X-API-Key': key }, auth: 'Bearer nonsense' });
    expect(both.status).toBe(401);
    const foreignScheme = await mock.send('GET', '/api/v1/orders', { headers: { 'X-API-Key': key }, auth: basic('a:b') });
    expect(foreignScheme.status).toBe(200);
  });
});

describe('people, companies and their records', () => {
  beforeEach(() => {
    mock = bench(documentAt('vendors/bezala'));
  });

  const tokenOf = async (name: string): Promise<string> => {
    const user = mock.model.fixtures.users.get(name);
    const answer = await mock.send('POST', '/api/auth/token', { body: { email: user?.email, password: user?.password } });
    expect(answer.status).toBe(200);
    return answer.body.token;
  };
  const as = (token: string) => ({ auth: `Bearer ${token}` });
  const idsFor = async (name: string) => {
    const list = await mock.send('GET', '/api/expenses', as(await tokenOf(name)));
    return list.body.map((entry: { id: string }) => entry.id).sort();
  };

  test('each role sees its own records, its people\u2019s, or the company\u2019s', async () => {
    expect(await idsFor('anna')).toEqual(['e-anna']);
    expect(await idsFor('carl')).toEqual(['e-anna', 'e-bert', 'e-dina', 'e-duo', 'e-mona']);
    const managed = mock.model.fixtures.users.entries().filter(([, user]) => user.manager === 'mona').map(([name]) => `e-${name}`).toArray();
    expect(await idsFor('mona')).toEqual([...managed, 'e-mona'].sort());
    expect(await idsFor('gina')).toEqual(['e-duo-globex', 'e-gina', 'e-greg']);
  });

  test('a record belongs to whoever made it, whatever the body says', async () => {
    const anna = await tokenOf('anna');
    const example = mock.model.operations.find((operation) => operation.key === 'POST /api/expenses')?.body?.example;
    const made = await mock.send('POST', '/api/expenses', { ...as(anna), body: { ...(example as object), user_id: 'bert' } });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ user_id: 'anna', created_by: 'anna' });
    const read = await mock.send('GET', `/api/expenses/${made.body.id}`, as(anna));
    expect(read.body).toEqual(made.body);
  });

  test('what a transition sets can be read back, and only the manager may', async () => {
    const [anna, mona] = [await tokenOf('anna'), await tokenOf('mona')];
    expect((await mock.send('POST', '/api/expenses/e-anna/approve', as(anna))).status).toBe(403);
    expect((await mock.send('POST', '/api/expenses/e-anna/approve', as(mona))).body.status).toBe('approved');
    expect((await mock.send('POST', '/api/expenses/e-mona/approve', as(mona))).status).toBe(404);
    expect((await mock.send('GET', '/api/expenses/e-anna', as(anna))).body.status).toBe('approved');
  });

  test('the company in use is switched on the user: both tokens follow, roles come from there', async () => {
    const [one, two] = [await tokenOf('multi'), await tokenOf('multi')];
    expect((await mock.send('GET', '/api/bills', as(two))).status).toBe(200);
    const switched = await mock.send('PUT', '/api/users/multi/change_company/globex', as(one));
    expect(switched.body).toMatchObject({ company_id: 'globex', role: 'regular' });
    expect((await mock.send('GET', '/api/bills', as(two))).status).toBe(403);
  });

  test.each([
    ['a company one is no member of', 'multi', '/api/users/multi/change_company/free'],
    ['a company that is not there', 'multi', '/api/users/multi/change_company/none'],
    ['somebody else', 'multi', '/api/users/duo/change_company/globex'],
  ])('no switch for %s', async (_name, who, path) => {
    const token = await tokenOf(who);
    expect((await mock.send('PUT', path, as(token))).status).toBe(404);
    expect((await mock.send('GET', '/api/users/me', as(await tokenOf('duo')))).body.company_id).toBe('acme');
    expect((await mock.send('GET', '/api/users/me', as(token))).body.company_id).toBe('acme');
  });

  test('a new password ends that user\u2019s tokens, and no other\u2019s', async () => {
    const [anna, bert] = [await tokenOf('anna'), await tokenOf('bert')];
    const change = await mock.console('PUT', '/settings/users/anna/password', { auth: mock.person('anna'), body: { password: 'another-long-one-1' } });
    expect(change.status).toBe(200);
    expect((await mock.send('GET', '/api/users/me', as(anna))).status).toBe(401);
    expect((await mock.send('GET', '/api/users/me', as(bert))).status).toBe(200);
    const old = mock.model.fixtures.users.get('anna');
    expect((await mock.send('POST', '/api/auth/token', { body: { email: old?.email, password: old?.password } })).status).toBe(401);
    expect((await mock.send('POST', '/api/auth/token', { body: { email: old?.email, password: 'another-long-one-1' } })).status).toBe(200);
  });

  test('removing a user ends the tokens; leaving a company takes its roles', async () => {
    const [anna, duo] = [await tokenOf('anna'), await tokenOf('duo')];
    expect((await mock.console('DELETE', '/settings/users/anna', { auth: mock.person('carl') })).status).toBe(204);
    expect((await mock.send('GET', '/api/users/me', as(anna))).status).toBe(401);
    expect((await mock.console('DELETE', '/settings/companies/globex/users/duo', { auth: mock.person('carl') })).status).toBe(404);
    expect((await mock.console('DELETE', '/settings/companies/globex/users/duo', { auth: mock.person('anna') })).status).toBe(401);
    expect((await mock.console('DELETE', '/settings/companies/globex/users/duo', { auth: mock.person('bert') })).status).toBe(403);
    expect((await mock.console('DELETE', '/settings/companies/globex/users/duo', { auth: mock.person('gina') })).status).toBe(204);
    expect((await mock.send('PUT', '/api/users/duo/change_company/globex', as(duo))).status).toBe(404);
  });

  test('a changed role counts at the next call of an old token', async () => {
    const anna = await tokenOf('anna');
    expect((await mock.send('GET', '/api/bills', as(anna))).status).toBe(403);
    await mock.console('PATCH', '/settings/users/anna', { auth: mock.person('carl'), body: { role: 'accountant' } });
    expect((await mock.send('GET', '/api/bills', as(anna))).status).toBe(200);
  });

  test('an address is taken once', async () => {
    const body = { email: 'new@acme.example', password: 'long-enough-1', role: 'regular' };
    const [first, second_] = [
      await mock.console('POST', '/settings/users', { auth: mock.person('carl'), body }),
      await mock.console('POST', '/settings/users', { auth: mock.person('carl'), body: { ...body, email: 'NEW@acme.example' } }),
    ];
    expect([first.status, second_.status]).toEqual([201, 409]);
    expect((await mock.send('POST', '/api/auth/token', { body: { email: body.email, password: body.password } })).status).toBe(200);
  });

  describe('third-party assertions', () => {
    const assertion = async (request: object): Promise<string> => (await mock.control('POST', '/spaces/main/assertions', { kind: 'SsoToken', ...request })).body.assertion;
    const signIn = async (request: object) => mock.send('POST', '/api/auth/token', { body: { sso_token: await assertion(request) } });

    test('a good one signs its user in', async () => {
      const answer = await signIn({ user: 'anna' });
      expect(answer.status).toBe(200);
      expect((await mock.send('GET', '/api/users/me', as(answer.body.token))).body.id).toBe('anna');
    });

    test.each([
      ['signed by a stranger', { user: 'anna', signedBy: 'foreign' }, 401],
      ['unsigned', { user: 'anna', signedBy: 'none' }, 401],
      ['of another issuer', { user: 'anna', claims: { iss: 'https://evil.example' } }, 401],
      ['for somebody else', { user: 'anna', claims: { aud: 'other' } }, 401],
      ['out of date', { user: 'anna', claims: { exp: 1_000_000_000 } }, 401],
      ['for an unknown address', { user: 'anna', claims: { email: 'nobody@acme.example' } }, 401],
      ['by a party that the user does not sign in by', { user: 'olga', claims: { iss: 'https://accounts.google.com' } }, 403],
      ['by the party of the user', { user: 'olga' }, 200],
    ])('one %s', async (_name, request, status) => {
      expect((await signIn(request)).status).toBe(status);
    });

    test('a password is refused, though right, where only assertions are allowed', async () => {
      const olga = mock.model.fixtures.users.get('olga');
      expect((await mock.send('POST', '/api/auth/token', { body: { email: olga?.email, password: olga?.password } })).status).toBe(403);
      expect((await mock.send('POST', '/api/auth/token', { body: { email: olga?.email, password: 'wrong' } })).status).toBe(401);
    });
  });
});

describe('tokens of machine users', () => {
  beforeEach(() => {
    mock = bench(documentAt('vendors/cutover'));
  });

  const tokenFor = async (user: string, on = mock) => {
    const answer = await on.console('POST', `/users/${user}/tokens`, { auth: on.person('admin'), body: { label: 'CI', expires_at: '2001-01-01T00:00:00Z' } });
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const runbooks = (token: string, on = mock) => on.send('GET', '/core/runbooks', { auth: `Bearer ${token}` });

  test('both roles are needed, and only assigned workspaces are reached', async () => {
    const { token } = await tokenFor('robot');
    expect(token).toMatch(/^[0-9a-f]{48}$/);
    const list = await runbooks(token);
    expect(list.body.map((entry: { id: string }) => entry.id)).toEqual(['rb-1']);
    expect((await mock.send('GET', '/core/runbooks/rb-2', { auth: `Bearer ${token}` })).status).toBe(404);
    expect((await runbooks((await tokenFor('devonly')).token)).status).toBe(403);
    expect((await runbooks((await tokenFor('nodev')).token)).status).toBe(403);
    const foreign = await mock.send('POST', '/core/runbooks', { auth: `Bearer ${token}`, body: { workspace_id: 'w-2', name: 'x' } });
    expect(foreign.status).toBe(403);
  });

  test('who is not interactive does not sign in; an unknown owner is 404', async () => {
    expect((await mock.console('GET', '/users', { auth: mock.person('robot') })).status).toBe(401);
    expect((await mock.console('GET', '/users/none/tokens', { auth: mock.person('admin') })).status).toBe(404);
  });

  test('an end is set by one operation only, and is kept', async () => {
    const { id, token, expires_at } = await tokenFor('robot');
    expect(expires_at).toBeNull();
    const at = new Date(mock.app.mock.clock.now() + 60_000).toISOString();
    const set = await mock.console('PUT', `/users/robot/tokens/${id}/expiry`, { auth: mock.person('csm'), body: { expires_at: at } });
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

describe('Basic with the key alone', () => {
  beforeEach(() => {
    mock = bench(documentAt('vendors/codat'));
  });

  const first = async (): Promise<string> => (await mock.control('GET', '/spaces/main/credentials')).body[0].secret;

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
    const answers = await Promise.all(Array.from({ length: 14 }, (_, index) => mock.send('POST', '/apiKeys', { auth, body: { name: `k${index}` } })));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(9);
    expect(answers.filter((answer) => answer.status === 409)).toHaveLength(5);
    const ids = (await mock.send('GET', '/apiKeys', { auth })).body.results.map((entry: { id: string }) => entry.id);
    const deletions = await Promise.all(ids.map((id: string) => mock.console('DELETE', `/portal/apiKeys/${id}`, { auth: mock.person('adam') })));
    expect(deletions.map((answer) => answer.status).filter((status) => status === 409)).toHaveLength(1);
    expect((await mock.console('GET', '/portal/apiKeys', { auth: mock.person('ana') })).status).toBe(403);
  });
});

describe('roles of a token', () => {
  test('its own roles decide, not its maker\u2019s; several add up; its use is shown', async () => {
    mock = bench(documentAt('vendors/regate'));
    const issue = async (roles: readonly string[]) =>
      (await mock.console('POST', '/tokens', { auth: mock.person('claire'), body: { name: 't', roles } })).body;
    const status = async (token: string, path: string) => (await mock.send('GET', path, { auth: `Bearer ${token}` })).status;
    const treasurer = await issue(['Treasurer']);
    expect(treasurer.last_used_at).toBeNull();
    expect(await status(treasurer.token, '/sales_invoices')).toBe(200);
    expect(await status(treasurer.token, '/products')).toBe(403);
    const both = await issue(['Treasurer', 'CFO']);
    expect(await status(both.token, '/products')).toBe(200);
    const list = await mock.console('GET', '/tokens', { auth: mock.person('claire') });
    const shown = list.body.find((entry: { id: string }) => entry.id === treasurer.id);
    expect(Date.parse(shown.last_used_at)).toBeGreaterThan(0);
    expect(await status(treasurer.token, '/analytical_plans/plan-b/cost_centers')).toBe(403);
    expect(await status(both.token, '/analytical_plans/plan-b/cost_centers')).toBe(404);
    expect(await status(both.token, '/analytical_plans/plan-a/cost_centers')).toBe(200);
    expect((await mock.console('GET', '/tokens', { auth: mock.person('bruno') })).text).not.toContain(treasurer.id);
  });
});
