import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import type { JWTPayload } from 'jose';
import { dateOf } from '../state/clock.ts';
import type { StorableKey } from './keyring.ts';
import { type Random, secureRandom } from './random.ts';

/** Why a token does not verify. `expired` comes with the claims, since all else held. */
export type JwtVerdict =
  | { readonly valid: true; readonly claims: JWTPayload }
  | { readonly valid: false; readonly cause: 'unknown' | 'tampered' }
  | { readonly valid: false; readonly cause: 'expired'; readonly claims: JWTPayload };

let loaded: Promise<typeof import('jose')> | undefined;

/** Loaded with the first token: a document without JWTs never needs it. */
function jose(): Promise<typeof import('jose')> {
  loaded ??= import('jose');
  return loaded;
}

interface Keys {
  readonly sign: KeyObject;
  readonly verify: KeyObject;
}

/** Signs and checks compact JWS tokens with one algorithm and one key, made on first use; only a store may write it down. */
export class JwtAuthority implements StorableKey {
  readonly algorithm: string;
  readonly #header: Readonly<Record<string, unknown>>;
  readonly #random: Random;
  #keys: Keys | undefined;

  /** Symmetric keys come from `random`; key pairs can't be made from a seed and are new in each process. */
  constructor(algorithm: string, header: Readonly<Record<string, unknown>> = {}, random = secureRandom) {
    this.algorithm = algorithm;
    this.#header = header;
    this.#random = random;
  }

  async sign(claims: JWTPayload): Promise<string> {
    const { SignJWT } = await jose();
    return new SignJWT(claims)
      .setProtectedHeader({ ...this.#header, alg: this.algorithm })
      .sign(this.keys().sign);
  }

  /** Signs any text in place of the claims, under its own header with `header` laid over it; the algorithm stays. */
  async signText(claims: string, header: Readonly<Record<string, unknown>>): Promise<string> {
    const { CompactSign } = await jose();
    const full = { ...this.#header, ...header, alg: this.algorithm };
    const critical = Array.isArray(header['crit']) ? header['crit'].map(String) : [];
    return new CompactSign(Buffer.from(claims, 'utf8'))
      .setProtectedHeader(full)
      .sign(this.keys().sign, { crit: Object.fromEntries(critical.map((name) => [name, true])) });
  }

  /** The public half as a JWK (RFC 7517); undefined for a shared secret. */
  publicJwk(): Readonly<Record<string, unknown>> | undefined {
    const { verify } = this.keys();
    if (verify.type !== 'public') return undefined;
    const { kid } = this.#header;
    const named = kid === undefined ? {} : { kid };
    return { ...verify.export({ format: 'jwk' }), use: 'sig', alg: this.algorithm, ...named };
  }

  /** The signature, the one algorithm, and `exp`/`nbf` against the given time, `exp` with a tolerance. */
  async verify(token: string, now: number, toleranceMs: number): Promise<JwtVerdict> {
    const { errors, jwtVerify } = await jose();
    try {
      const { payload } = await jwtVerify(token, this.keys().verify, {
        algorithms: [this.algorithm],
        currentDate: dateOf(now),
        clockTolerance: toleranceMs / 1000,
      });
      return { valid: true, claims: payload };
    } catch (error) {
      if (error instanceof errors.JWTExpired)
        return { valid: false, cause: 'expired', claims: error.payload };
      if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid)
        return { valid: false, cause: 'unknown' };
      return { valid: false, cause: 'tampered' };
    }
  }

  exported(): string {
    const { sign } = this.keys();
    const bytes = sign.type === 'secret' ? sign.export() : sign.export({ type: 'pkcs8', format: 'der' });
    return bytes.toString('base64');
  }

  adopt(exported: string): void {
    const bytes = Buffer.from(exported, 'base64');
    if (this.algorithm.startsWith('HS')) {
      const key = createSecretKey(bytes);
      this.#keys = { sign: key, verify: key };
    } else {
      const sign = createPrivateKey({ key: bytes, type: 'pkcs8', format: 'der' });
      this.#keys = { sign, verify: createPublicKey(sign) };
    }
  }

  keys(): Keys {
    this.#keys ??= makeKeys(this.algorithm, this.#random);
    return this.#keys;
  }
}

function makeKeys(algorithm: string, random: Random): Keys {
  if (algorithm.startsWith('HS')) {
    const key = createSecretKey(random.bytes(64));
    return { sign: key, verify: key };
  }
  const pair = keyPair(algorithm);
  return { sign: pair.privateKey, verify: pair.publicKey };
}

function keyPair(algorithm: string): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
  if (algorithm === 'EdDSA' || algorithm === 'Ed25519') return generateKeyPairSync('ed25519');
  if (algorithm === 'ES384') return generateKeyPairSync('ec', { namedCurve: 'P-384' });
  if (algorithm === 'ES512') return generateKeyPairSync('ec', { namedCurve: 'P-521' });
  if (algorithm.startsWith('ES')) return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}
