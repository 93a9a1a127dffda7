import { describe, expect, test } from 'vitest';
import { modelOf, smallDocument } from '../bench.test-data.ts';
import type { Credential } from './credential.ts';
import { lean, wholeOf } from './lean-credential.ts';

const kind = modelOf(smallDocument).credentials.values().next().value!;
const plain: Credential = {
  id: 'key_1',
  kind,
  tenant: 'north',
  owner: undefined,
  session: 's_1',
  digest: 'd',
  secretLength: 40,
  readable: undefined,
  hint: undefined,
  name: 'CI',
  rights: ['read'],
  data: {},
  issuedAt: 1000,
  startsAt: 1000,
  expiresAt: undefined,
  enabled: true,
  usedAt: undefined,
  timesUsed: 0,
  end: undefined,
};
const unusual: Credential = {
  ...plain,
  tokenId: 'j_1',
  readable: 'secret',
  hint: 'cret',
  data: { note: 'mine' },
  startsAt: 2000,
  expiresAt: 9000,
  enabled: false,
  usedAt: 3000,
  timesUsed: 1,
  end: { cause: 'revoke', at: 4000, from: 4000 },
};

describe('a lean credential', () => {
  test.each([
    ['usual', plain],
    ['unusual', unusual],
  ])('says what the one says that it was made of: %s', (_, one) => {
    const made = lean(one);
    for (const [member, value] of Object.entries(one)) expect(Reflect.get(made, member)).toEqual(value);
    expect(wholeOf(made)).toEqual(one);
  });

  test('takes what it is given later, and its neighbours do not', () => {
    const [first, second] = [lean(plain), lean(plain)];
    Object.assign(first, { startsAt: 5000, enabled: false, end: unusual.end, data: { note: 'mine' } });
    expect([first.startsAt, first.enabled, first.end, first.data]).toEqual([
      5000,
      false,
      unusual.end,
      { note: 'mine' },
    ]);
    expect(wholeOf(second)).toEqual(plain);
  });

  test('shares its list of names with those that hold the same', () => {
    expect(lean({ ...plain, rights: ['read', 'write'] }).rights).toBe(
      lean({ ...plain, rights: ['read', 'write'] }).rights,
    );
  });
});
