import { expect, test } from 'vitest';
import { loadFile } from '../spec/load.ts';
import { usersOf } from './lab/accounts.ts';
import { canSignIn } from './lab/held.ts';
import { modelFor } from './model-for.ts';

const model = loadFile('spec/made-up/orchard.yaml');
const [[first = '', user], [second = '']] = [...model.fixtures.users] as [[string, never], [string, never]];
const [acme = ''] = model.fixtures.tenants;

test('nothing laid over: the document itself', () => {
  expect(modelFor(model, undefined)).toBe(model);
});

test('real ids stand in the place of the fixtures, and who is not named has no account', () => {
  const there = modelFor(model, {
    users: { [first]: { id: 'u-1', email: 'real@example.com' } },
    tenants: { [acme]: 'org-1' },
  });
  expect([...there.fixtures.users.keys()]).toEqual(['u-1']);
  expect(there.fixtures.tenants[0]).toBe('org-1');
  expect(there.fixtures.users.get('u-1')).toMatchObject({ name: 'u-1', email: 'real@example.com' });
  expect(there.fixtures.absent?.map(({ name }) => name)).toContain(second);
  const named = [...there.fixtures.records.values()].flat();
  expect(named.some(({ owner }) => owner === first)).toBe(false);
  expect(named.some(({ tenant }) => tenant === acme)).toBe(false);
  expect(user).toBeDefined();
});

test('an absent user has no account, by either word', () => {
  for (const overlay of [
    { users: { [first]: { absent: 'never made' }, [second]: {} } },
    { lacks: [{ capability: `user:${first}` as const, reason: 'never made' }] },
  ])
    expect([...modelFor(model, overlay).fixtures.users.keys()]).not.toContain(first);
});

test('tolerances and limits change the promises, and only those', () => {
  const [tier] = model.tiers;
  const there = modelFor(model, {
    tolerances: { revocationSeconds: 7, clockSkewSeconds: 3 },
    ...(tier === undefined ? {} : { limits: { [tier.name]: { limit: 3, windowSeconds: 11 } } }),
  });
  for (const [name, kind] of there.credentials) {
    const before = model.credentials.get(name);
    expect(kind.ends.withinSeconds).toBe(Math.max(7, before?.ends.withinSeconds ?? 0));
    if (typeof kind.lifetime !== 'string' && typeof before?.lifetime === 'object')
      expect(kind.lifetime.withinSeconds).toBe(before.lifetime.withinSeconds + 3);
  }
  const changed = there.tiers.filter(({ name }) => name === tier?.name);
  for (const one of changed) expect(one).toMatchObject({ limit: 3, windowSeconds: 11 });
  expect(there.operations.map(({ key }) => key)).toEqual(model.operations.map(({ key }) => key));
});

test('an account without a password cannot sign in on a real target, with a control plane the document holds', () => {
  const overlay = { users: { [first]: {} } };
  const real = usersOf(modelFor(model, overlay), { users: { [first]: {} }, overlay });
  expect([...real.values()].map(canSignIn)).toEqual([false]);
  const control = { url: 'http://127.0.0.1:9', token: 't' };
  const mocked = usersOf(modelFor(model, overlay), { users: { [first]: {} }, overlay, control });
  expect(mocked.get(first)?.password).toBe(model.fixtures.users.get(first)?.password);
  const given = usersOf(modelFor(model, overlay), { users: { [first]: { password: 'secret-1' } }, overlay });
  expect(given.get(first)?.password).toBe('secret-1');
});
