import { randomBytes } from 'node:crypto';
import { decodeJwt, encodePart, hmacAlgorithm, signHmac } from './jws.ts';
import { ownKeys } from './jwt-own-keys.ts';

/** One forged token: which rule it is for, what is wrong with it. */
export interface Forgery {
  readonly family:
    | 'alg-none'
    | 'signature-stripped'
    | 'signature-tampered'
    | 'payload-tampered'
    | 'guessed-secret'
    | 'crit'
    | 'kid'
    | 'header-keys'
    | 'format'
    | 'zero-signature';
  readonly name: string;
  readonly token: string;
}

/**
 * Forgeries of a compact JWS, made without its key. None of them is a valid token: every one must be refused.
 * @param claims payloads that say more than the token may, by name; each keeps the old signature
 * @param other another token of the same issuer, for its signature
 */
export function forgeriesOf(
  token: string,
  claims: readonly (readonly [name: string, claims: Readonly<Record<string, unknown>>])[],
  other?: string,
): readonly Forgery[] {
  const decoded = decodeJwt(token);
  if (decoded === undefined) return [];
  const [header, payload, signature] = decoded.parts;
  const make = (family: Forgery['family'], name: string, forged: string): Forgery => ({
    family,
    name,
    token: forged,
  });
  const withHeader = (change: Readonly<Record<string, unknown>>) =>
    encodePart({ ...decoded.header, ...change });
  const hmac = (change: Readonly<Record<string, unknown>>, key: string | Buffer) => {
    const algorithm = hmacAlgorithm(decoded.header);
    const forgedHeader = withHeader({ alg: algorithm, ...change });
    return `${forgedHeader}.${payload}.${signHmac(algorithm, forgedHeader, payload, key)}`;
  };
  const otherSignature = other === undefined ? undefined : decodeJwt(other)?.parts[2];
  return [
    ...['none', 'None', 'NONE', 'nOnE'].flatMap((alg) => {
      const unsigned = `${withHeader({ alg })}.${payload}`;
      return [
        make('alg-none', `alg ${alg}, empty signature`, `${unsigned}.`),
        make('alg-none', `alg ${alg}, two parts`, unsigned),
        make('alg-none', `alg ${alg}, old signature`, `${unsigned}.${signature}`),
      ];
    }),
    make('signature-stripped', 'empty signature', `${header}.${payload}.`),
    make('signature-stripped', 'two parts', `${header}.${payload}`),
    make(
      'signature-tampered',
      'one character in the middle changed',
      `${header}.${payload}.${flipMiddle(signature)}`,
    ),
    make(
      'signature-tampered',
      'random bytes',
      `${header}.${payload}.${randomBytes(Buffer.from(signature, 'base64url').length).toString('base64url')}`,
    ),
    make('signature-tampered', 'cut to its first half', `${header}.${payload}.${firstHalf(signature)}`),
    make('signature-tampered', 'one byte more', `${header}.${payload}.${withOneByteMore(signature)}`),
    make(
      'signature-tampered',
      'another header before it',
      `${withHeader({ probe: 'changed' })}.${payload}.${signature}`,
    ),
    ...(otherSignature === undefined
      ? []
      : [make('signature-tampered', 'signature of another token', `${header}.${payload}.${otherSignature}`)]),
    ...claims.map(([name, changed]) =>
      make(
        'payload-tampered',
        name,
        `${header}.${encodePart({ ...decoded.claims, ...changed })}.${signature}`,
      ),
    ),
    make(
      'payload-tampered',
      'one character in the middle changed',
      `${header}.${flipMiddle(payload)}.${signature}`,
    ),
    ...['', 'secret', 'changeme', 'your-256-bit-secret', 'password'].map((key) =>
      make('guessed-secret', key === '' ? 'empty key' : key, hmac({}, key)),
    ),
    make(
      'crit',
      'unknown extension',
      hmac({ crit: ['urn:probe:unknown'], 'urn:probe:unknown': true }, 'guess'),
    ),
    make(
      'crit',
      'unknown extension, old signature',
      `${withHeader({ crit: ['urn:probe:unknown'], 'urn:probe:unknown': true })}.${payload}.${signature}`,
    ),
    ...kids.map(([name, kid]) => make('kid', name, hmac({ kid }, ''))),
    ...ownKeys(decoded.header, payload).map(([name, forged]) => make('header-keys', name, forged)),
    ...misshapen(token, decoded.parts).map(([name, forged]) => make('format', name, forged)),
    make(
      'zero-signature',
      'ES256 with r = s = 0',
      `${withHeader({ alg: 'ES256' })}.${payload}.${Buffer.alloc(64).toString('base64url')}`,
    ),
    make(
      'zero-signature',
      'ES256 with a DER zero pair',
      `${withHeader({ alg: 'ES256' })}.${payload}.${Buffer.from('3006020100020100', 'hex').toString('base64url')}`,
    ),
  ];
}

const kids: readonly (readonly [string, unknown])[] = [
  ['path to an empty file', '../../../../../../dev/null'],
  ['SQL', "x' UNION SELECT '' -- "],
  ['shell', '|/bin/true'],
  ['4,000 characters', 'k'.repeat(4000)],
  ['an object', { $ne: null }],
  ['a number', 0],
];

/** In the middle: the last character has spare bits, so that another one may decode to the same bytes. */
export function flipMiddle(text: string): string {
  const middle = Math.floor(text.length / 2);
  return text.slice(0, middle) + (text[middle] === 'A' ? 'B' : 'A') + text.slice(middle + 1);
}

/** Whole bytes, so that nothing but the length is wrong. */
function firstHalf(signature: string): string {
  const bytes = Buffer.from(signature, 'base64url');
  return bytes.subarray(0, bytes.length / 2).toString('base64url');
}

function withOneByteMore(signature: string): string {
  return Buffer.concat([Buffer.from(signature, 'base64url'), Buffer.from([0])]).toString('base64url');
}

function misshapen(
  token: string,
  [header, payload, signature]: readonly [string, string, string],
): readonly (readonly [string, string])[] {
  return [
    ['four parts', `${token}.${signature}`],
    ['five parts', `${header}..${payload}.${signature}.`],
    ['dot in front', `.${token}`],
    ['dot behind', `${token}.`],
    ['space inside', `${header}.${payload} .${signature}`],
    ['padded header', `${header}=.${payload}.${signature}`],
    [
      'standard Base64 alphabet',
      `${header}.${payload}.${Buffer.from(signature, 'base64url').toString('base64').replace(/=+$/, '')}+/`,
    ],
    ['JSON serialisation', JSON.stringify({ protected: header, payload, signature })],
    ['parts swapped', `${payload}.${header}.${signature}`],
    ['empty header', `.${payload}.${signature}`],
    ['empty payload', `${header}..${signature}`],
  ];
}
