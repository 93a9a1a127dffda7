import { createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

const day = 86_400_000;

/** Tag, length, content (X.690 §8.1). */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const utcTime = (date: Date) =>
  der(
    0x17,
    Buffer.from(
      `${date
        .toISOString()
        .replace(/[-:T]|\.\d+/g, '')
        .slice(2)}`,
    ),
  );

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
const commonName = '550403';
const basicConstraints = '551d13';
const subjectAltName = '551d11';

function nameOf(text: string): Buffer {
  return sequence(der(0x31, sequence(oid(commonName), der(0x0c, Buffer.from(text)))));
}

function extension(id: string, value: Uint8Array): Buffer {
  return sequence(oid(id), der(0x04, value));
}

/** What can be wrong with a certificate beside who signed it. */
export interface CertificateFlaws {
  /** Good from and until, in days from now. */
  readonly days?: readonly [from: number, to: number];
  /** The only name that it is for. */
  readonly host?: string;
}

/**
 * A key and a certificate for `localhost` and `127.0.0.1` that signs itself (RFC 5280 §4.1), good for a day: mocks are
 * served with it over TLS in self-tests. Its own authority: give `cert` to the client as the one to trust.
 */
export function selfSigned(flaws: CertificateFlaws = {}): { readonly key: string; readonly cert: string } {
  const { days: [from, to] = [-1, 1], host = 'localhost' } = flaws;
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const now = Date.now();
  const name = nameOf('authproof self-test');
  const hosts = sequence(
    der(0x82, Buffer.from(host)),
    ...(flaws.host === undefined ? [der(0x87, Buffer.from([127, 0, 0, 1]))] : []),
  );
  const isAuthority = sequence(der(0x01, Buffer.from([0xff])));
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1]), randomBytes(8)),
    ecdsaWithSha256,
    name,
    sequence(utcTime(new Date(now + from * day)), utcTime(new Date(now + to * day))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extension(basicConstraints, isAuthority), extension(subjectAltName, hosts))),
  );
  const signature = createSign('sha256').update(content).sign(privateKey);
  const certificate = sequence(content, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature));
  const lines = certificate.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}
