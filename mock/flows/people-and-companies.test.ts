import { beforeEach, describe, expect, test } from 'vitest';
import { type Bench, bench, documentAt } from '../bench.test-data.ts';

let mock: Bench;

describe('people, companies and their records', () => {
  beforeEach(() => {
    mock = bench(documentAt('vendors/bezala'));
  });

  const tokenOf = async (name: string): Promise<string> => {
    const user = mock.model.fixtures.users.get(name);
    const answer = await mock.send('POST', '/api/auth/token', {
      body: { email: user?.email, password: user?.password },
    });
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
    const managed = mock.model.fixtures.users
      .entries()
      .filter(([, user]) => user.manager === 'mona')
      .map(([name]) => `e-${name}`)
      .toArray();
    expect(await idsFor('mona')).toEqual([...managed, 'e-mona'].sort());
    expect(await idsFor('gina')).toEqual(['e-duo-globex', 'e-gina', 'e-greg']);
  });

  test('a record belongs to whoever made it, whatever the body says', async () => {
    const anna = await tokenOf('anna');
    const example = mock.model.operations.find((operation) => operation.key === 'POST /api/expenses')?.body
      ?.example;
    const made = await mock.send('POST', '/api/expenses', {
      ...as(anna),
      body: { ...(example as object), user_id: 'bert' },
    });
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
    const change = await mock.console('PUT', '/settings/users/anna/password', {
      auth: mock.person('anna'),
      body: { password: 'another-long-one-1' },
    });
    expect(change.status).toBe(200);
    expect((await mock.send('GET', '/api/users/me', as(anna))).status).toBe(401);
    expect((await mock.send('GET', '/api/users/me', as(bert))).status).toBe(200);
    const old = mock.model.fixtures.users.get('anna');
    expect(
      (await mock.send('POST', '/api/auth/token', { body: { email: old?.email, password: old?.password } }))
        .status,
    ).toBe(401);
    expect(
      (
        await mock.send('POST', '/api/auth/token', {
          body: { email: old?.email, password: 'another-long-one-1' },
        })
      ).status,
    ).toBe(200);
  });

  test('removing a user ends the tokens; leaving a company takes its roles', async () => {
    const [anna, duo] = [await tokenOf('anna'), await tokenOf('duo')];
    expect((await mock.console('DELETE', '/settings/users/anna', { auth: mock.person('carl') })).status).toBe(
      204,
    );
    expect((await mock.send('GET', '/api/users/me', as(anna))).status).toBe(401);
    expect(
      (await mock.console('DELETE', '/settings/companies/globex/users/duo', { auth: mock.person('carl') }))
        .status,
    ).toBe(404);
    expect(
      (await mock.console('DELETE', '/settings/companies/globex/users/duo', { auth: mock.person('anna') }))
        .status,
    ).toBe(401);
    expect(
      (await mock.console('DELETE', '/settings/companies/globex/users/duo', { auth: mock.person('bert') }))
        .status,
    ).toBe(403);
    expect(
      (await mock.console('DELETE', '/settings/companies/globex/users/duo', { auth: mock.person('gina') }))
        .status,
    ).toBe(204);
    expect((await mock.send('PUT', '/api/users/duo/change_company/globex', as(duo))).status).toBe(404);
  });

  test('a company sees and removes no more of a user than its own membership', async () => {
    const duo = await tokenOf('duo');
    const own = await mock.send('GET', '/api/users/me', as(duo));
    const gina = { auth: mock.person('gina') };
    const changed = await mock.console('PATCH', '/settings/users/duo', {
      ...gina,
      body: { role: 'manager' },
    });
    expect(own.body.company_id).toBe('acme');
    expect(changed.body).toMatchObject({ company_id: 'globex', companies: ['globex'] });
    expect((await mock.console('DELETE', '/settings/users/duo', gina)).status).toBe(204);
    expect((await mock.console('DELETE', '/settings/users/duo', gina)).status).toBe(404);
    expect((await mock.send('GET', '/api/users/me', as(duo))).body).toEqual({
      ...own.body,
      ...(own.body.companies && { companies: expect.not.arrayContaining(['globex']) }),
    });
    expect((await mock.send('PUT', '/api/users/duo/change_company/globex', as(duo))).status).toBe(404);
    expect((await mock.console('DELETE', '/settings/users/duo', { auth: mock.person('carl') })).status).toBe(
      204,
    );
    expect((await mock.send('GET', '/api/users/me', as(duo))).status).toBe(401);
  });

  test('a changed role counts at the next call of an old token', async () => {
    const anna = await tokenOf('anna');
    expect((await mock.send('GET', '/api/bills', as(anna))).status).toBe(403);
    await mock.console('PATCH', '/settings/users/anna', {
      auth: mock.person('carl'),
      body: { role: 'accountant' },
    });
    expect((await mock.send('GET', '/api/bills', as(anna))).status).toBe(200);
  });

  test('an address is taken once', async () => {
    const body = { email: 'new@acme.example', password: 'long-enough-1', role: 'regular' };
    const [first, second_] = [
      await mock.console('POST', '/settings/users', { auth: mock.person('carl'), body }),
      await mock.console('POST', '/settings/users', {
        auth: mock.person('carl'),
        body: { ...body, email: 'NEW@acme.example' },
      }),
    ];
    expect([first.status, second_.status]).toEqual([201, 409]);
    expect(
      (await mock.send('POST', '/api/auth/token', { body: { email: body.email, password: body.password } }))
        .status,
    ).toBe(200);
  });

  describe('third-party assertions', () => {
    const assertion = async (request: object): Promise<string> =>
      (await mock.control('POST', '/spaces/main/assertions', { kind: 'SsoToken', ...request })).body
        .assertion;
    const signIn = async (request: object) =>
      mock.send('POST', '/api/auth/token', { body: { sso_token: await assertion(request) } });

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
      [
        'by a party that the user does not sign in by',
        { user: 'olga', claims: { iss: 'https://accounts.google.com' } },
        403,
      ],
      ['by the party of the user', { user: 'olga' }, 200],
    ])('one %s', async (_name, request, status) => {
      expect((await signIn(request)).status).toBe(status);
    });

    test('a password is refused, though right, where only assertions are allowed', async () => {
      const olga = mock.model.fixtures.users.get('olga');
      expect(
        (
          await mock.send('POST', '/api/auth/token', {
            body: { email: olga?.email, password: olga?.password },
          })
        ).status,
      ).toBe(403);
      expect(
        (await mock.send('POST', '/api/auth/token', { body: { email: olga?.email, password: 'wrong' } }))
          .status,
      ).toBe(401);
    });
  });
});
