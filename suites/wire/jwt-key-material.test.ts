import { createHmac, createPublicKey, type JsonWebKey, verify, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { decodeJwt, encodePart, ownSigner } from './jws.ts';
import { forgeriesOf } from './jwt-forgeries.ts';
import { keyConfusions } from './jwt-key-confusions.ts';
import { ownKeys } from './jwt-own-keys.ts';
import { selfSignedCertificate } from './self-signed-certificate.ts';

const claims = encodePart({ sub: 'lena', exp: 2_000_000_000 });

/** Is the signature good by the key that the header offers? */
function holds(token: string, key: ReturnType<typeof createPublicKey>, isEc: boolean): boolean {
  const [header, payload, signature] = decodeJwt(token)!.parts;
  const how = isEc ? { key, dsaEncoding: 'ieee-p1363' as const } : key;
  return verify('sha256', Buffer.from(`${header}.${payload}`), how, Buffer.from(signature, 'base64url'));
}

test.each(['HS256', 'RS256', 'ES256'])(
  'keys that a header brings for %s are good keys with good signatures',
  (alg) => {
    const forged = new Map(ownKeys({ alg, typ: 'at+jwt', kid: 'k-1' }, claims));
    const isEc = alg === 'ES256';
    const embedded = decodeJwt(forged.get('embedded jwk')!)!;
    expect(embedded.header).toMatchObject({ alg: isEc ? 'ES256' : 'RS256', typ: 'at+jwt', kid: 'k-1' });
    const jwk = createPublicKey({ key: embedded.header['jwk'] as JsonWebKey, format: 'jwk' });
    expect(holds(forged.get('embedded jwk')!, jwk, isEc)).toBe(true);
    const [chain] = decodeJwt(forged.get('x5c')!)!.header['x5c'] as readonly string[];
    const certificate = new X509Certificate(Buffer.from(chain!, 'base64'));
    expect(holds(forged.get('x5c')!, certificate.publicKey, isEc)).toBe(true);
    expect(holds(forged.get('jku')!, jwk, isEc)).toBe(true);
  },
);

test.each(['RS256', 'ES256'] as const)('a %s certificate vouches for its own key', (algorithm) => {
  const signer = ownSigner(algorithm);
  const certificate = new X509Certificate(selfSignedCertificate(signer));
  expect(certificate.verify(signer.publicKey)).toBe(true);
  expect(certificate.subject).toBe('CN=keys.invalid');
});

test('guessed keys are tried under the own algorithm of the token', () => {
  const token = `${encodePart({ alg: 'HS512' })}.${claims}.${createHmac('sha512', 'k').update('x').digest('base64url')}`;
  const guessed = forgeriesOf(token, []).filter(
    ({ family }) => family === 'guessed-secret' || family === 'kid',
  );
  expect(guessed.map(({ token: forged }) => decodeJwt(forged)?.header['alg'])).toEqual(
    guessed.map(() => 'HS512'),
  );
  const cut = forgeriesOf(token, []).find(({ name }) => name === 'cut to its first half')!.token;
  expect(Buffer.from(cut.split('.')[2]!, 'base64url')).toHaveLength(32);
});

test('a published key is tried as the secret in each form that a server may hold', () => {
  const { publicKey, sign } = ownSigner('ES256');
  const jwk = publicKey.export({ format: 'jwk' });
  const published = JSON.stringify({ keys: [jwk] });
  const header = encodePart({ alg: 'ES256', kid: 'k-1' });
  const token = `${header}.${claims}.${sign(header, claims)}`;
  const forged = new Map(keyConfusions(token, { ...jwk }, published));
  const signedBy = (name: string, key: string | Buffer) => {
    const [head, payload, signature] = decodeJwt(forged.get(name)!)!.parts;
    return createHmac('sha256', key).update(`${head}.${payload}`).digest('base64url') === signature;
  };
  const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
  expect(pem).toMatch(/\n$/);
  expect(signedBy('HS256 with the PEM', pem)).toBe(true);
  expect(signedBy('HS256 with the PEM without the last newline', pem.slice(0, -1))).toBe(true);
  expect(signedBy('HS256 with the DER', publicKey.export({ format: 'der', type: 'spki' }))).toBe(true);
  expect(signedBy('HS256 with the JWK', JSON.stringify(jwk))).toBe(true);
  expect(signedBy('HS256 with the JWK Set', published)).toBe(true);
  expect(decodeJwt(forged.get('RS256 in the header, old signature')!)?.header).toEqual({
    kid: 'k-1',
    alg: 'RS256',
  });
  expect([...forged.values()]).not.toContain(token);
  expect(forged.has('ES256 by a key of our own')).toBe(false);
});

test('of a key that cannot be read only its texts are tried', () => {
  const token = `${encodePart({ alg: 'ES256' })}.${claims}.AAAA`;
  const names = keyConfusions(token, { kty: 'odd' }, '{}').map(([name]) => name);
  expect(names).toContain('HS256 with the JWK');
  expect(names.some((name) => name.includes('PEM'))).toBe(false);
});
