import { describe, expect, test } from 'vitest';
import type { SecurityScheme } from '../../spec/model.ts';
import { decodeBase64 } from './base64.ts';
import { prepareScheme } from './claim.ts';

function scheme(carrier: SecurityScheme['carrier'], template = '{secret}'): SecurityScheme {
  return { name: 's', credential: 'k', carrier, template, facts: {} };
}

const bearer = prepareScheme(scheme({ in: 'header', name: 'Authorization', scheme: 'bearer' }));
const colonless = prepareScheme(scheme({ in: 'header', name: 'Authorization', scheme: 'basic' }));
const person = prepareScheme(
  scheme({ in: 'header', name: 'Authorization', scheme: 'basic' }, '{user.email}:{user.password}'),
);
const token = prepareScheme(scheme({ in: 'header', name: 'Authorization' }, 'Token {secret}'));
const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('Bearer', () => {
  test.each(['Bearer abc', 'bearer abc', 'BEARER   abc'])('reads "%s"', (text) => {
    expect(bearer.claim(text)).toEqual({ parts: { secret: 'abc' } });
  });

  test.each(['Bearer', 'Bearer ', 'Bearer\tabc', 'Bearer a b', 'Bearer a,b', 'Bearer "a"', 'Bearer=abc'])(
    'finds "%s" malformed or foreign',
    (text) => {
      const claim = bearer.claim(text);
      expect(claim === undefined || 'malformed' in claim).toBe(true);
    },
  );

  test.each(['Basic abc', 'abc', 'BearerX abc', ''])('is not meant by "%s"', (text) => {
    expect(bearer.claim(text)).toBeUndefined();
  });
});

describe('Basic', () => {
  test('takes the text alone where the document has no colon', () => {
    expect(colonless.claim(`Basic ${base64('thekey')}`)).toEqual({ parts: { secret: 'thekey' } });
    expect(colonless.claim(`Basic ${base64('thekey:')}`)).toEqual({ parts: { secret: 'thekey:' } });
  });

  test('a password may hold colons, an address may not', () => {
    expect(person.claim(`basic ${base64('a@b.c:p:w')}`)).toEqual({
      parts: { userEmail: 'a@b.c', userPassword: 'p:w' },
    });
    expect(person.claim(`Basic ${base64('nocolon')}`)).toHaveProperty('malformed');
  });

  test.each(['YWJj=', 'YW', 'YWJj YWJj', 'YW-_', 'YWJ=', 'Y', '====', 'YWJj\n'])(
    'refuses the Base64 "%s"',
    (text) => {
      expect(decodeBase64(text)).toBeUndefined();
    },
  );

  test('refuses control characters and broken UTF-8', () => {
    expect(decodeBase64(base64('a\u0000b'))).toBeUndefined();
    expect(decodeBase64(Buffer.from([0xff, 0xfe]).toString('base64'))).toBeUndefined();
    expect(decodeBase64(base64('zoë'))).toBe('zoë');
  });
});

describe('templates', () => {
  test('a literal word in Authorization is a scheme name: any case, one or more spaces', () => {
    expect(token.claim('token  abc')).toEqual({ parts: { secret: 'abc' } });
    expect(token.claim('Bearer abc')).toBeUndefined();
    expect(token.literalness).toBeGreaterThan(
      prepareScheme(scheme({ in: 'header', name: 'Authorization' })).literalness,
    );
  });

  test('values are written as they are read', () => {
    expect(colonless.value({ secret: 'thekey' })).toBe(`Basic ${base64('thekey')}`);
    expect(token.value({ secret: 'abc' })).toBe('Token abc');
    expect(bearer.value({ secret: 'abc' })).toBe('Bearer abc');
  });
});
