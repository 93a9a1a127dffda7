import { describe, expect, test } from 'vitest';
import type { HeaderPair } from '../../spec/history.ts';
import { Mask } from './mask.ts';

const masked = (headers: readonly HeaderPair[], body = '') =>
  new Mask('here').response({ status: 200, headers, body });
const field = (name: string, value: string) => masked([[name, value]]).headers[0]?.[1];

describe('what no document lists', () => {
  test('cookies keep name and attributes', () => {
    expect(field('Set-Cookie', 'sid=s3cr3t-value; Path=/; HttpOnly')).toBe(
      'sid=⟦unlisted#here.1⟧; Path=/; HttpOnly',
    );
    expect(field('set-cookie', 'sid=ab')).toBe('sid=⟦unlisted#here.1⟧');
    expect(field('Set-Cookie', 'sid=; Max-Age=0')).toBe('sid=; Max-Age=0');
    expect(field('Set-Cookie', 'sid=⟦session#1⟧; Path=/')).toBe('sid=⟦session#1⟧; Path=/');
  });

  test('fields named like a secret keep their scheme', () => {
    expect(field('Authorization', 'Bearer abcdef123456')).toBe('Bearer ⟦unlisted#here.1⟧');
    expect(field('X-Refresh-Token', 'abcdef123456')).toBe('⟦unlisted#here.1⟧');
    expect(field('Location', '/done?access_token=abcdef123456&x=1')).toBe(
      '/done?access_token=⟦unlisted#here.1⟧&x=1',
    );
    for (const [name, value] of [
      ['WWW-Authenticate', 'Bearer realm="x", error="invalid_token"'],
      ['Access-Control-Allow-Headers', 'authorization'],
      ['RateLimit-Reset', '1234567890'],
    ] as const)
      expect(field(name, value)).toBe(value);
  });

  test('members named like a secret are masked wherever they stand, and only those', () => {
    const body = (value: unknown) => JSON.parse(masked([], JSON.stringify(value)).body);
    expect(body({ a: [{ resetToken: 'abc"def123' }], client_secret: 'abcdef123456' })).toEqual({
      a: [{ resetToken: '⟦unlisted#here.1⟧' }],
      client_secret: '⟦unlisted#here.2⟧',
    });
    const plain = {
      token_type: 'Bearer-token',
      token: '⟦token#1⟧',
      password: 'must not be empty',
      secret: null,
      name: 'abcdef123456',
      tokenId: 'abcdef123456',
    };
    expect(body(plain)).toEqual(plain);
  });

  test('the same value has the same mask', () => {
    const mask = new Mask('here');
    const twice = ['x1234567', 'y1234567', 'x1234567'].map(
      (token) => mask.response({ status: 200, headers: [], body: JSON.stringify({ token }) }).body,
    );
    expect(twice[0]).toBe(twice[2]);
    expect(twice[0]).not.toBe(twice[1]);
    expect(twice.join()).not.toContain('1234567');
    expect(mask.known('x1234567')).toBe('⟦unlisted#here.1⟧');
    expect(mask.known('z1234567')).toBe('z1234567');
  });
});
