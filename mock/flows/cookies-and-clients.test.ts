import { beforeEach, describe, expect, test } from 'vitest';
import { type Bench, basic, bench, documentAt } from '../bench.test-data.ts';

let mock: Bench;

const advance = (seconds: number): void => mock.app.mock.clock.advance(seconds * 1000);

describe('cookies, OAuth clients and one key in three carriers', () => {
  beforeEach(() => {
    mock = bench(documentAt('made-up/orchard'));
  });

  const fixture = (name: string) => mock.model.fixtures.users.get(name);
  const signIn = async (name = 'grower') => {
    const answer = await mock.send('POST', '/login', {
      form: { mail: fixture(name)?.email ?? '', password: fixture(name)?.password ?? '' },
    });
    expect(answer.status).toBe(204);
    return cookiesOf(answer.cookies);
  };
  const cookiesOf = (lines: readonly string[]): Record<string, string> =>
    Object.fromEntries(lines.map((line) => line.split(';')[0]!.split('=') as [string, string]));
  const withCookies = (cookies: Record<string, string>) => ({
    headers: {
      Cookie: Object.entries(cookies)
        .map((pair) => pair.join('='))
        .join('; '),
    },
  });
  const newKey = async (
    cookies: Record<string, string>,
    body: object = { label: 'CI', rights: ['plots:read', 'plots:write'] },
  ) => mock.send('POST', '/keys', { ...withCookies(cookies), body });
  const app = async (): Promise<string> =>
    (await mock.control('GET', '/spaces/main/credentials')).body[0].secret;

  test('a sign-in sets both cookies, each for the life of its credential', async () => {
    const answer = await mock.send('POST', '/login', {
      form: { mail: fixture('grower')?.email ?? '', password: fixture('grower')?.password ?? '' },
    });
    expect(answer.cookies).toHaveLength(2);
    expect(answer.cookies[0]).toMatch(/^sid=[^;]+; Max-Age=28800; Path=\/; HttpOnly; SameSite=Lax$/);
    const me = await mock.send('GET', '/whoami', withCookies(cookiesOf(answer.cookies)));
    expect(me.body.id).toBe('grower');
  });

  test('everybody may ask who they are', async () => {
    expect((await mock.send('GET', '/whoami')).text).toBe('null');
    expect((await mock.send('GET', '/whoami', withCookies({ sid: 'nonsense' }))).text).toBe('null');
  });

  test('a session sleeps in after its idle time, moves with use, and ends with its life', async () => {
    const cookies = await signIn();
    for (let index = 0; index < 3; index++) {
      advance(890);
      expect((await mock.send('GET', '/keys', withCookies(cookies))).status).toBe(200);
    }
    advance(901);
    expect((await mock.send('GET', '/keys', withCookies(cookies))).status).toBe(401);
  });

  test('the renewal cookie works once, and burns the session if it comes again', async () => {
    const first = await signIn();
    const renewed = await mock.send('POST', '/renew', withCookies(first));
    expect(renewed.status).toBe(204);
    const second = cookiesOf(renewed.cookies);
    expect((await mock.send('GET', '/keys', withCookies(second))).status).toBe(200);
    expect((await mock.send('POST', '/renew', withCookies(first))).status).toBe(401);
    expect((await mock.send('GET', '/keys', withCookies(second))).status).toBe(401);
  });

  test('signing out ends this session and clears its cookies; another goes on', async () => {
    const [one, two] = [await signIn(), await signIn()];
    const out = await mock.send('POST', '/logout', withCookies(one));
    expect(out.status).toBe(204);
    expect(out.cookies.every((line) => line.includes('Max-Age=0'))).toBe(true);
    expect((await mock.send('GET', '/keys', withCookies(one))).status).toBe(401);
    expect((await mock.send('POST', '/renew', withCookies(one))).status).toBe(401);
    expect((await mock.send('GET', '/keys', withCookies(two))).status).toBe(200);
  });

  test('five wrong passwords lock the account, whatever its address is spelt like, and right ones do not count', async () => {
    const mail = fixture('grower')?.email ?? '';
    await signIn();
    for (let index = 0; index < 5; index++) {
      const form = { mail: index % 2 === 0 ? mail : mail.toUpperCase(), password: 'wrong-password' };
      expect((await mock.send('POST', '/login', { form })).status).toBe(401);
    }
    const locked = await mock.send('POST', '/login', {
      form: { mail, password: fixture('grower')?.password ?? '' },
    });
    expect(locked.status).toBe(429);
    expect(Date.parse(locked.headers['retry-after'] ?? '')).toBeGreaterThan(mock.app.mock.clock.now());
    await signIn('warden');
    advance(901);
    await signIn();
  });

  test('the same key goes three ways, with the app beside it where that is asked for', async () => {
    const { key } = (await newKey(await signIn())).body;
    const appKey = await app();
    expect((await mock.send('GET', '/orgs/valley/plots', { auth: `Token ${key}` })).status).toBe(401);
    const beside = await mock.send('GET', '/orgs/valley/plots', {
      auth: `token  ${key}`,
      headers: { 'X-App-Id': appKey },
    });
    expect(beside.body.map((plot: { id: string }) => plot.id)).toEqual(['p-1']);
    expect((await mock.send('GET', '/orgs/valley/plots', { auth: basic(`${key}:`) })).status).toBe(200);
    expect((await mock.send('GET', `/orgs/valley/plots?key=${key}`)).status).toBe(200);
    expect((await mock.send('GET', `/orgs/valley/plots?key=${key}&key=${key}`)).status).toBe(400);
    expect((await mock.send('GET', '/orgs/valley/plots', { auth: basic(key) })).status).toBe(400);
  });

  test('a tier on the key holds whichever way it comes', async () => {
    const { key } = (await newKey(await signIn())).body;
    for (let index = 0; index < 20; index++) {
      const answer =
        index % 2 === 0
          ? await mock.send('GET', `/orgs/valley/plots?key=${key}`)
          : await mock.send('GET', '/orgs/valley/plots', { auth: basic(`${key}:`) });
      expect(answer.status).toBe(200);
    }
    const refused = await mock.send('GET', `/orgs/valley/plots?key=${key}`);
    expect(refused.status).toBe(429);
    expect(refused.headers['ratelimit']).toMatch(/^"key";r=0;t=\d+$/);
    expect(refused.headers['ratelimit-policy']).toBe('"key";q=20;w=10');
  });

  test('the organisation in the path must be one\u2019s own; hidden looks like absent', async () => {
    const { key } = (await newKey(await signIn())).body;
    const foreign = await mock.send('GET', `/orgs/hill/plots?key=${key}`);
    const absent = await mock.send('GET', `/orgs/nowhere/plots?key=${key}`);
    expect([foreign.status, absent.status]).toEqual([404, 404]);
    expect(foreign.text).toBe(absent.text);
  });

  test('a rotated key works on for a day, its successor at once; a switched-off one comes back', async () => {
    const cookies = await signIn();
    const old = (await newKey(cookies)).body;
    const next = (await mock.send('POST', `/keys/${old.id}/rotate`, withCookies(cookies))).body;
    expect(next.key).not.toBe(old.key);
    const works = async (key: string) => (await mock.send('GET', `/orgs/valley/plots?key=${key}`)).status;
    expect([await works(old.key), await works(next.key)]).toEqual([200, 200]);
    const state = await mock.send('POST', `/keys/${next.id}/disable`, withCookies(cookies));
    expect(state.body.active).toBe(false);
    expect(await works(next.key)).toBe(401);
    await mock.send('POST', `/keys/${next.id}/enable`, withCookies(cookies));
    expect(await works(next.key)).toBe(200);
    advance(86_401);
    expect([await works(old.key), await works(next.key)]).toEqual([401, 200]);
  });

  test('rotation revives nothing: a switched-off key stays off, an expired one has no successor', async () => {
    const cookies = await signIn();
    const works = async (key: string) => (await mock.send('GET', `/orgs/valley/plots?key=${key}`)).status;
    const off = (await newKey(cookies)).body;
    await mock.send('POST', `/keys/${off.id}/disable`, withCookies(cookies));
    const next = (await mock.send('POST', `/keys/${off.id}/rotate`, withCookies(cookies))).body;
    expect(await works(next.key)).toBe(401);
    await mock.send('POST', `/keys/${next.id}/enable`, withCookies(cookies));
    expect(await works(next.key)).toBe(200);
    const brief = (await newKey(cookies, { rights: ['plots:read'], ttl: 60_000 })).body;
    advance(60);
    expect((await mock.send('POST', `/keys/${brief.id}/rotate`, withCookies(cookies))).status).toBe(404);
  });

  test('a cookie that comes twice is refused, with white space around its name too', async () => {
    const { sid } = await signIn();
    const send = async (cookie: string) =>
      (await mock.send('GET', '/keys', { headers: { Cookie: cookie } })).status;
    expect(await send(`sid=${sid}`)).toBe(200);
    expect(await send(`sid=${sid}; sid =other`)).toBe(await send(`sid=${sid}; sid=other`));
    expect(await send(`sid=${sid}; sid =other`)).toBeGreaterThanOrEqual(400);
  });

  test('three keys each; others\u2019 keys are out of reach', async () => {
    const [grower, picker] = [await signIn(), await signIn('picker')];
    const made = [];
    for (let index = 0; index < 4; index++) made.push(await newKey(grower));
    expect(made.map((answer) => answer.status)).toEqual([201, 201, 201, 409]);
    expect((await newKey(picker)).status).toBe(201);
    expect((await mock.send('DELETE', `/keys/${made[0]?.body.id}`, withCookies(picker))).status).toBe(404);
    expect((await mock.send('GET', '/keys', withCookies(grower))).body).toHaveLength(3);
  });

  test('a key lives for the milliseconds that were asked for', async () => {
    const cookies = await signIn();
    const { key, ttl } = (await newKey(cookies, { rights: ['plots:read'], ttl: 60_000 })).body;
    expect(ttl).toBe(60_000);
    advance(59);
    expect((await mock.send('GET', `/orgs/valley/plots?key=${key}`)).status).toBe(200);
    advance(1);
    expect((await mock.send('GET', `/orgs/valley/plots?key=${key}`)).status).toBe(401);
  });

  test('granted scopes are never more than the client still has; a token is ended by its value', async () => {
    const client = basic(`warden:${fixture('warden')?.password}`);
    const grant = async (scope: string) =>
      mock.send('POST', '/oauth/token', { auth: client, form: { grant_type: 'client_credentials', scope } });
    const given = await grant('plots:read plots:audit');
    expect(given.body).toMatchObject({
      token_type: 'Bearer',
      expires_in: 600,
      scope: 'plots:read plots:audit',
    });
    const all = await mock.send('GET', '/orgs/valley/plots', { auth: `Bearer ${given.body.access_token}` });
    expect(all.body).toHaveLength(2);
    expect((await grant('plots:fly')).status).toBe(400);
    const more = await grant('plots:read plots:write');
    const write = await mock.send('POST', '/orgs/valley/plots', {
      auth: `Bearer ${more.body.access_token}`,
      body: { name: 'x', crew: 'north' },
    });
    expect(write.status).toBe(403);
    expect(
      (await mock.send('POST', '/oauth/revoke', { auth: client, form: { token: given.body.access_token } }))
        .status,
    ).toBe(200);
    expect(
      (await mock.send('POST', '/oauth/revoke', { auth: client, form: { token: 'never-there' } })).status,
    ).toBe(200);
    expect(
      (await mock.send('GET', '/orgs/valley/plots', { auth: `Bearer ${given.body.access_token}` })).status,
    ).toBe(401);
  });

  test('who leaves the organisation loses its keys there', async () => {
    const { key } = (await newKey(await signIn())).body;
    const head = await signIn('head');
    expect((await mock.send('DELETE', '/orgs/valley/members/grower', withCookies(head))).status).toBe(204);
    expect((await mock.send('GET', `/orgs/valley/plots?key=${key}`)).status).toBe(401);
  });
});
