import {
  constants,
  createHmac,
  generateKeyPairSync,
  type KeyObject,
  type SignKeyObjectInput,
  sign,
} from 'node:crypto';
import { parseBounded } from './bounded-json.ts';

/** A compact JWS taken apart (RFC 7515 §3.1). The suite's own code: the mock verifies with other means. */
export interface DecodedJwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly parts: readonly [header: string, claims: string, signature: string];
}

export function decodeJwt(token: string): DecodedJwt | undefined {
  const parts = token.split('.');
  const [header, claims, signature] = parts;
  if (parts.length !== 3 || header === undefined || claims === undefined || signature === undefined)
    return undefined;
  const decodedHeader = decodePart(header);
  const decodedClaims = decodePart(claims);
  if (decodedHeader === undefined || decodedClaims === undefined) return undefined;
  return { header: decodedHeader, claims: decodedClaims, parts: [header, claims, signature] };
}

export function encodePart(value: unknown): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}

/** The token's own algorithm if it is an HMAC, so that nothing but the key is wrong; else the usual one. */
export function hmacAlgorithm({ alg }: Readonly<Record<string, unknown>>): 'HS256' | 'HS384' | 'HS512' {
  return alg === 'HS384' || alg === 'HS512' ? alg : 'HS256';
}

/** A new pair of keys for RS256, PS256 or ES256, and what signs with it (RFC 7518 §3.3 to §3.5). */
export function ownSigner(algorithm: 'RS256' | 'PS256' | 'ES256'): OwnSigner {
  const { publicKey, privateKey } =
    algorithm === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key: SignKeyObjectInput =
    algorithm === 'PS256'
      ? { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
      : { key: privateKey, dsaEncoding: 'ieee-p1363' };
  return {
    publicKey,
    privateKey,
    sign: (header, claims) => sign('sha256', Buffer.from(`${header}.${claims}`), key).toString('base64url'),
  };
}

export interface OwnSigner {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
  readonly sign: (header: string, claims: string) => string;
}

/** HS256, HS384 or HS512 over the first two parts (RFC 7518 §3.2). */
export function signHmac(
  algorithm: 'HS256' | 'HS384' | 'HS512',
  header: string,
  claims: string,
  key: string | Buffer,
): string {
  return createHmac(`sha${algorithm.slice(2)}`, key)
    .update(`${header}.${claims}`)
    .digest('base64url');
}

function decodePart(part: string): Readonly<Record<string, unknown>> | undefined {
  const value = parseBounded(Buffer.from(part, 'base64url').toString('utf8'));
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}
