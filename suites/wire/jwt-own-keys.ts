import { createHash, randomBytes } from 'node:crypto';
import { encodePart, hmacAlgorithm, ownSigner, signHmac } from './jws.ts';
import { selfSignedCertificate } from './self-signed-certificate.ts';

/**
 * Tokens with a signature that is good by a key of our own, which the header offers for the check. All else is as a
 * sound token has it: the family of the algorithm, the key's name, the thumbprints.
 */
export function ownKeys(
  header: Readonly<Record<string, unknown>>,
  payload: string,
): readonly (readonly [string, string])[] {
  const { alg: documented, ...kept } = header;
  const algorithm = documented === 'ES256' || documented === 'PS256' ? documented : 'RS256';
  const signer = ownSigner(algorithm);
  const kid = typeof kept['kid'] === 'string' ? kept['kid'] : 'own';
  const jwk = { ...signer.publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: algorithm };
  const certificate = selfSignedCertificate(signer);
  const thumbprint = createHash('sha256').update(certificate).digest('base64url');
  const offers: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ['embedded jwk', { jwk, kid }],
    ['embedded jwk without a name', { jwk: signer.publicKey.export({ format: 'jwk' }) }],
    ['jku', { jku: 'https://keys.invalid/jwks.json', kid }],
    ['x5u', { x5u: 'https://keys.invalid/chain.pem', 'x5t#S256': thumbprint }],
    ['x5c', { x5c: [certificate.toString('base64')], 'x5t#S256': thumbprint }],
    ['kid that is an address', { kid: 'https://keys.invalid/own.pem' }],
  ];
  const asymmetric = offers.map(([name, offer]): readonly [string, string] => {
    const forged = encodePart({ ...kept, alg: algorithm, ...offer });
    return [name, `${forged}.${payload}.${signer.sign(forged, payload)}`];
  });
  const key = randomBytes(64);
  const hmac = hmacAlgorithm(header);
  const oct = { kty: 'oct', k: key.toString('base64url'), kid, use: 'sig', alg: hmac };
  const symmetric = encodePart({ ...kept, alg: hmac, jwk: oct });
  return [
    ...asymmetric,
    ['embedded symmetric jwk', `${symmetric}.${payload}.${signHmac(hmac, symmetric, payload, key)}`],
  ];
}
