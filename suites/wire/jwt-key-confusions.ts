import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { decodeJwt, encodePart, ownSigner, signHmac } from './jws.ts';

/**
 * Forgeries by whoever has the published key: its bytes as the secret of an HMAC, in every form in which a server may
 * hold it, and the algorithm of another family.
 * @param published text of the whole JWK Set, as it came
 */
export function keyConfusions(
  token: string,
  jwk: Readonly<Record<string, unknown>>,
  published: string,
): readonly (readonly [name: string, token: string])[] {
  const decoded = decodeJwt(token);
  if (decoded === undefined) return [];
  const { alg: documented, ...kept } = decoded.header;
  const [, payload, signature] = decoded.parts;
  const hmac = (algorithm: 'HS256' | 'HS384' | 'HS512', key: string | Buffer): string => {
    const header = encodePart({ ...kept, alg: algorithm });
    return `${header}.${payload}.${signHmac(algorithm, header, payload, key)}`;
  };
  const swaps = (['RS256', 'PS256', 'ES256'] as const).filter((algorithm) => algorithm !== documented);
  const pem = pemOf(jwk);
  return [
    ...keyTexts(jwk, published).map(([name, key]) => [`HS256 with ${name}`, hmac('HS256', key)] as const),
    ...(pem === undefined
      ? []
      : (['HS384', 'HS512'] as const).map(
          (algorithm) => [`${algorithm} with the PEM`, hmac(algorithm, pem)] as const,
        )),
    ...swaps.flatMap((algorithm) => {
      const header = encodePart({ ...kept, alg: algorithm });
      const own = ownSigner(algorithm).sign(header, payload);
      return [
        [`${algorithm} in the header, old signature`, `${header}.${payload}.${signature}`] as const,
        [`${algorithm} by a key of our own`, `${header}.${payload}.${own}`] as const,
      ];
    }),
  ];
}

/** The forms in which configurations hold a public key. */
function keyTexts(
  jwk: Readonly<Record<string, unknown>>,
  published: string,
): readonly (readonly [name: string, key: string | Buffer])[] {
  const pem = pemOf(jwk);
  const coordinate = jwk['n'] ?? jwk['x'];
  return [
    ...(pem === undefined
      ? []
      : ([
          ['the PEM', pem],
          ['the PEM without the last newline', pem.trimEnd()],
          ['the PEM in one line', pem.replaceAll('\n', '')],
          ['the PEM with CRLF', pem.replaceAll('\n', '\r\n')],
          ['the DER', Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64')],
          ['the Base64 of the DER', pem.replaceAll(/-----[^-]+-----|\s/g, '')],
        ] as const)),
    ['the JWK', JSON.stringify(jwk)],
    ['the JWK Set', published],
    ...(typeof coordinate === 'string'
      ? ([['a coordinate', Buffer.from(coordinate, 'base64url')]] as const)
      : []),
  ];
}

/** SPKI in PEM; undefined if the key is none that can be read. */
function pemOf(jwk: Readonly<Record<string, unknown>>): string | undefined {
  try {
    const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
    return key.export({ format: 'pem', type: 'spki' }).toString();
  } catch {
    return undefined;
  }
}
