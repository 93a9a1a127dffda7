import { expect, test } from 'vitest';
import { hasCommonKey } from './common-secrets.ts';
import { decodeJwt, encodePart, signHmac } from './jws.ts';
import { flipMiddle, forgeriesOf } from './jwt-forgeries.ts';

const header = encodePart({ alg: 'HS256', typ: 'JWT' });
const claims = encodePart({ sub: 'lena', role: 'Reader' });
const sign = (key: string) => `${header}.${claims}.${signHmac('HS256', header, claims, key)}`;

test('no forgery is the token that it was made from', () => {
  const token = sign('a key of nobody knows how many bits');
  const all = forgeriesOf(token, [['another role', { role: 'Librarian' }]], sign('another'));
  expect(new Set(all.map(({ family }) => family)).size).toBe(10);
  expect(all.map(({ token: forged }) => forged)).not.toContain(token);
  expect(new Set(all.map(({ family, name }) => `${family} ${name}`)).size).toBe(all.length);
});

test('a flipped signature differs in bytes, not only in spare bits', () => {
  const signature = decodeJwt(sign('k'))!.parts[2];
  expect(Buffer.from(flipMiddle(signature), 'base64url').equals(Buffer.from(signature, 'base64url'))).toBe(
    false,
  );
});

test('changed claims stand under the old header and signature', () => {
  const token = sign('k');
  const [tampered] = forgeriesOf(token, [['role', { role: 'Librarian' }]]).filter(
    ({ family }) => family === 'payload-tampered',
  );
  const decoded = decodeJwt(tampered!.token)!;
  expect(decoded.claims).toEqual({ sub: 'lena', role: 'Librarian' });
  expect([decoded.parts[0], decoded.parts[2]]).toEqual([header, token.split('.')[2]]);
});

test('a key from the list is found offline, another is not, and other algorithms are not tried', () => {
  expect(hasCommonKey(sign('changeme123'))).toBe(true);
  expect(hasCommonKey(sign('9f1c5e8e0b7a4d3c9f1c5e8e0b7a4d3c'))).toBe(false);
  expect(hasCommonKey(`${encodePart({ alg: 'RS256' })}.${claims}.AAAA`)).toBeUndefined();
});
