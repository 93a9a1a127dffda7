import { compactVerify, createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JSONWebKeySet } from 'jose';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Bench, bench, documentAt } from '../bench.test-data.ts';

let mock: Bench;

beforeEach(() => {
  mock = bench(documentAt('made-up/beacon'));
});

const signIn = async (name = 'kari') => {
  const user = mock.model.fixtures.users.get(name);
  const { status, body } = await mock.send('POST', '/sessions', {
    body: { address: user?.email, password: user?.password },
  });
  expect(status).toBe(200);
  return body;
};
const lights = async (token: string): Promise<number> =>
  (await mock.send('GET', '/lights', { auth: `Bearer ${token}` })).status;
const sign = (claims: unknown, header?: object) =>
  mock.control('POST', '/spaces/main/signatures', {
    kind: 'access',
    claims: typeof claims === 'string' ? claims : JSON.stringify(claims),
    ...(header ? { header } : {}),
  });

describe('published keys', () => {
  test('verify what the server signed, and hold nothing private', async () => {
    const { body } = await mock.send('GET', '/.well-known/jwks.json');
    const { access_token: token } = await signIn();
    const { payload } = await compactVerify(token, createLocalJWKSet(body as JSONWebKeySet));
    expect(JSON.parse(Buffer.from(payload).toString())).toMatchObject({
      sub: 'kari',
      aud: 'https://beacon.example/v3',
    });
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: 'coast-1' });
    expect(Object.keys(body.keys[0]).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  });
});

describe('claims signed for a test', () => {
  test('are accepted if they say what the record says, as whatever text', async () => {
    const { access_token: token } = await signIn();
    const claims = decodeJwt(token);
    const { body } = await sign(Object.fromEntries(Object.entries(claims).toReversed()));
    expect(body.token).not.toBe(token);
    expect(await lights(body.token)).toBe(200);
    expect(await lights((await sign({ ...claims, jti: 'acc_none' })).body.token)).toBe(401);
    expect(await lights((await sign({ ...claims, sub: 'iris' })).body.token)).toBe(401);
    await mock.send('POST', '/sessions/end', { auth: `Bearer ${token}` });
    expect(await lights(body.token)).toBe(401);
  });

  test.each([
    ['exp', undefined],
    ['exp', '2000000000'],
    ['exp', null],
    ['nbf', 4_000_000_000],
    ['aud', 'https://elsewhere.example'],
    ['iss', undefined],
  ])('are refused with %s %j', async (name, value) => {
    const { access_token: token } = await signIn();
    const { body } = await sign({ ...decodeJwt(token), [name]: value });
    expect(await lights(body.token)).toBe(401);
  });

  test('are refused under a header that calls something unknown critical', async () => {
    const { access_token: token } = await signIn();
    const { body } = await sign(decodeJwt(token), { crit: ['urn:x'], 'urn:x': 1 });
    expect(decodeProtectedHeader(body.token)).toMatchObject({ crit: ['urn:x'], alg: 'ES256' });
    expect(await lights(body.token)).toBe(401);
  });

  test('may hold a member twice: the last one counts', async () => {
    const { access_token: token } = await signIn();
    const text = JSON.stringify(decodeJwt(token));
    const last = async (name: string, value: unknown) =>
      lights((await sign(`${text.slice(0, -1)},"${name}":${JSON.stringify(value)}}`)).body.token);
    expect([await last('sub', 'kari'), await last('sub', 'kjell'), await last('exp', 1)]).toEqual([
      200, 401, 401,
    ]);
  });

  test.each([
    [{ kind: 'RefreshToken', claims: '{}' }],
    [{ kind: 'none', claims: '{}' }],
    [{ kind: 'access', claims: {} }],
    [{ kind: 'access' }],
    [{ kind: 'access', claims: '{}', header: 'x' }],
    [{ kind: 'access', claims: '{}', header: { b64: false, crit: ['b64'] } }],
  ])('are not signed for %j', async (body) => {
    const answer = await mock.control('POST', '/spaces/main/signatures', body);
    expect([answer.status, answer.body.error.code]).toEqual([400, 'bad-request']);
  });

  test('keep the algorithm of the server', async () => {
    const { body } = await sign({}, { alg: 'none' });
    expect(decodeProtectedHeader(body.token).alg).toBe('ES256');
  });
});

describe('a revoked refresh token', () => {
  test('ends with the access token of its sign-in; others go on', async () => {
    const [first, second] = [await signIn(), await signIn()];
    const { status } = await mock.send('POST', '/sessions/revoke', {
      auth: `Bearer ${second.access_token}`,
      body: { token: first.refresh_token },
    });
    expect(status).toBe(200);
    expect([await lights(first.access_token), await lights(second.access_token)]).toEqual([401, 200]);
    const again = await mock.send('POST', '/sessions/refresh', {
      body: { refresh_token: first.refresh_token },
    });
    expect([again.status, again.body.error]).toEqual([400, 'invalid_grant']);
  });

  test('is nobody else\u2019s to revoke, and nobody learns that it exists', async () => {
    const [mine, theirs] = [await signIn('kari'), await signIn('kjell')];
    const { status } = await mock.send('POST', '/sessions/revoke', {
      auth: `Bearer ${mine.access_token}`,
      body: { token: theirs.refresh_token },
    });
    expect([status, await lights(theirs.access_token)]).toEqual([200, 200]);
  });
});
