import { expect, test } from 'vitest';
import { hasCommonKey, secretsNamedAfter } from './common-secrets.ts';
import { encodePart, signHmac } from './jws.ts';

const signedWith = (key: string): string => {
  const [header, claims] = [encodePart({ alg: 'HS256' }), encodePart({ sub: 'lena' })];
  return `${header}.${claims}.${signHmac('HS256', header, claims, key)}`;
};

test('the name of a service is tried in its spellings, with the usual endings', () => {
  const names = secretsNamedAfter('city-library', 'City Library (north)');
  for (const key of [
    'city-library',
    'citylibrary_secret',
    'city_library_jwt_secret',
    'CITY-LIBRARY',
    'city123',
  ]) {
    expect(names).toContain(key);
    expect(hasCommonKey(signedWith(key), names)).toBe(true);
    expect(hasCommonKey(signedWith(key))).toBe(false);
  }
  expect(names).not.toContain('');
});
