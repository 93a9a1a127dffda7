import { decodeJwt } from 'jose';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Bench, bench, documentAt } from '../bench.test-data.ts';

let mock: Bench;

const second = 1000;
const day = 86_400_000;

function advance(ms: number): void {
  mock.app.mock.clock.advance(ms);
}

describe('signed access and refresh tokens', () => {
  beforeEach(() => {
    mock = bench(documentAt('vendors/regen-therapy'));
  });

  const signIn = async () => {
    const user = mock.model.fixtures.users.get('owner-a');
    const answer = await mock.send('POST', '/api/auth/login', {
      body: { email: user?.email, password: user?.password },
    });
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
    const wrong = await mock.send('POST', '/api/auth/login', {
      body: { email: user?.email, password: 'wrong-password' },
    });
    const unknown = await mock.send('POST', '/api/auth/login', {
      body: { email: 'nobody@example.com', password: 'wrong-password' },
    });
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
    [
      'unsigned',
      (token: string) => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`,
    ],
    ['with another signature', (token: string) => `${token.slice(0, -4)}AAAA`],
    [
      'with another payload',
      (token: string) =>
        token.replace(
          /\.[^.]+\./,
          `.${Buffer.from('{"sub":"owner-b","kind":"access","exp":9999999999}').toString('base64url')}.`,
        ),
    ],
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
    expect((await mock.send('GET', '/~other/api/v1/orders', { auth: `Bearer ${accessToken}` })).status).toBe(
      401,
    );
  });
});
