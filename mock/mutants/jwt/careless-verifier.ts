import { compactVerify, errors, type JWTPayload } from 'jose';
import type { MockOptions } from '../../index.ts';
import type { JwtAuthority } from '../../secrets/jwt.ts';

/** Claims as a careless reader understands them; the text is that of the payload. */
type Reading = (claims: JWTPayload, text: string, now: number) => JWTPayload;

/** A server that checks the signature, and then reads the claims in its own way before it looks at the time. */
export function readingClaims(
  read: Reading,
  isInTime: (claims: JWTPayload, nowSeconds: number) => boolean = isWithin,
): Partial<MockOptions> {
  return {
    parts: {
      verifyJwt: async (authority, token, now) => {
        const text = await signedText(authority, token);
        if (text === undefined) return { valid: false, cause: 'tampered' };
        const claims = read(parse(text), text, now);
        return isInTime(claims, now / 1000)
          ? { valid: true, claims }
          : { valid: false, cause: 'expired', claims };
      },
    },
  };
}

export function isWithin({ exp, nbf }: JWTPayload, nowSeconds: number): boolean {
  return typeof exp === 'number' && exp > nowSeconds && (nbf === undefined || nbf <= nowSeconds);
}

/** The payload of a token whose signature is good, critical headers and all. */
export async function signedText(authority: JwtAuthority, token: string): Promise<string | undefined> {
  try {
    const { payload } = await compactVerify(token, authority.keys().verify, {
      algorithms: [authority.algorithm],
    });
    return Buffer.from(payload).toString('utf8');
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

function parse(text: string): JWTPayload {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
