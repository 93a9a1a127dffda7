import { decodeJwt, decodeProtectedHeader } from 'jose';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Bench, bench, documentAt } from '../bench.test-data.ts';
import { JwtAuthority } from '../secrets/jwt.ts';

let mock: Bench;

describe('passes that AND with devices, keys in the query, tickets for two uses', () => {
  beforeEach(() => {
    mock = bench(documentAt('made-up/harbour'));
  });

  const signIn = async (name: string) => {
    const user = mock.model.fixtures.users.get(name);
    const answer = await mock.send('POST', '/sign-in', {
      body: { address: user?.email, password: user?.password },
    });
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const as = (pass: string, headers: Record<string, string> = {}) => ({ auth: `Bearer ${pass}`, headers });
  const provisioned = async (name: string): Promise<string> =>
    (await mock.control('GET', '/spaces/main/credentials')).body.find(
      (entry: { name: string }) => entry.name === name,
    ).secret;

  test('a pass is signed as declared', async () => {
    const { pass, expires_in_ms } = await signIn('agnes');
    expect(decodeProtectedHeader(pass)).toEqual({ alg: 'HS512', typ: 'at+jwt' });
    expect(decodeJwt(pass)).toMatchObject({
      iss: 'https://harbour.example',
      sub: 'agnes',
      roles: ['Agent'],
      port: 'east',
    });
    expect(expires_in_ms).toBe(900_000);
  });

  test('both credentials are needed, from the same port', async () => {
    const { pass } = await signIn('petra');
    const path = '/ports/east/calls/call-1/clearance';
    expect((await mock.send('POST', path, as(pass))).status).toBe(401);
    const cleared = await mock.send(
      'POST',
      path,
      as(pass, { 'X-Device-Key': await provisioned('crane-east') }),
    );
    expect([cleared.status, cleared.body.state]).toEqual([200, 'cleared']);
    expect(
      (await mock.send('POST', path, as(pass, { 'X-Device-Key': await provisioned('crane-west') }))).status,
    ).toBe(403);
    expect((await mock.send('POST', path, as(pass, { 'X-Device-Key': 'nonsense' }))).status).toBe(401);
  });

  test('a machine chooses its value, which is never shown', async () => {
    const { pass } = await signIn('hanna');
    const value = '00112233445566778899AABBCCDDEEFF';
    const made = await mock.send('POST', '/devices', { ...as(pass), body: { name: 'Crane 4', value } });
    expect(made.status).toBe(201);
    expect(made.text).not.toContain(value);
    const again = await mock.send('POST', '/devices', {
      ...as(pass),
      body: { name: 'Crane 5', value: value.replaceAll('F', 'E') },
    });
    expect([again.status, again.body.code]).toEqual([409, 'two-devices']);
    const list = (await mock.send('GET', '/devices', as(pass))).body;
    expect((await mock.send('DELETE', `/devices/${list[0].id}`, as(pass))).status).toBe(204);
    expect((await mock.send('DELETE', `/devices/${list[1].id}`, as(pass))).status).toBe(409);
  });

  test('a ticket is good for two uses', async () => {
    const { pass } = await signIn('agnes');
    const { header } = (await mock.send('POST', '/tickets', as(pass))).body;
    expect(header).toMatch(/^Ticket \S{24,}$/);
    const uses = [];
    for (let index = 0; index < 3; index++)
      uses.push((await mock.send('GET', '/me', { auth: header })).status);
    expect(uses).toEqual([200, 200, 401]);
  });

  test('of parallel uses exactly two succeed', async () => {
    const { header } = (await mock.send('POST', '/tickets', as((await signIn('agnes')).pass))).body;
    const uses = await Promise.all(
      Array.from({ length: 6 }, () => mock.send('GET', '/me', { auth: header })),
    );
    expect(uses.filter((answer) => answer.status === 200)).toHaveLength(2);
  });

  test('asking after a key tells whether it works, and nothing of one that does not', async () => {
    const key = await provisioned('gate-east');
    const { pass } = await signIn('hanna');
    const operation = mock.model.operations.find((entry) => entry.key === 'POST /introspect');
    const at = operation?.request.find((place) => place.attribute === 'berthKey.secret')?.at.slice(1) ?? '';
    const ask = async (value: string) =>
      (await mock.send('POST', '/introspect', { ...as(pass), body: { [at]: value } })).body;
    expect(await ask(key)).toMatchObject({ active: true, owner: 'hanna' });
    expect(await ask(`bk-${'a'.repeat(32)}`)).toEqual({ active: false });
  });

  test('a pass of another port is refused there; who is in both uses the one in the path', async () => {
    const { pass } = await signIn('both');
    expect((await mock.send('GET', '/ports/east/calls', as(pass))).status).toBe(200);
    const west = await mock.send('GET', '/ports/west/calls', as(pass));
    expect(west.body.map((call: { id: string }) => call.id)).toEqual(['call-4']);
    const agnes = (await signIn('agnes')).pass;
    expect([403, 404]).toContain((await mock.send('GET', '/ports/west/calls', as(agnes))).status);
  });

  test('a sign-out while a renewal is being signed takes the new pair along', async () => {
    const { pass, renewal } = await signIn('agnes');
    const sign = JwtAuthority.prototype.sign;
    const spy = vi.spyOn(JwtAuthority.prototype, 'sign').mockImplementationOnce(async function (
      this: JwtAuthority,
      claims,
    ) {
      expect((await mock.send('POST', '/sign-out', as(pass))).status).toBe(204);
      return sign.call(this, claims);
    });
    const next = (await mock.send('POST', '/renew', { body: { renewal } })).body;
    expect(spy).toHaveBeenCalled();
    spy.mockRestore();
    expect(next.pass).toBeTypeOf('string');
    expect((await mock.send('GET', '/me', as(next.pass))).status).toBe(401);
    expect((await mock.send('POST', '/renew', { body: { renewal: next.renewal } })).status).toBe(401);
  });

  test('a company card works only for whom the company is a way in', async () => {
    const card = async (user: string) =>
      (await mock.control('POST', '/spaces/main/assertions', { kind: 'CompanyCard', user })).body.assertion;
    expect((await mock.send('POST', '/sign-in', { body: { card: await card('carla') } })).status).toBe(201);
    const carla = mock.model.fixtures.users.get('carla');
    expect(
      (await mock.send('POST', '/sign-in', { body: { address: carla?.email, password: carla?.password } }))
        .status,
    ).toBe(403);
  });
});
