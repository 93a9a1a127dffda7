/**
 * An upper bound of what there is to guess in secrets of one kind, in bits, from samples drawn one after the other:
 * positions that hardly vary count nothing, the others what their common alphabet holds. It can refute, never prove.
 */
export function estimateBits(secrets: readonly string[]): number {
  const length = Math.min(...secrets.map((secret) => secret.length));
  const varying: number[] = [];
  for (let at = 0; at < length; at += 1) {
    const distinct = new Set(secrets.map((secret) => secret[at])).size;
    if (distinct >= Math.max(2, secrets.length / 4)) varying.push(at);
  }
  const alphabet = new Set(varying.flatMap((at) => secrets.map((secret) => secret[at]))).size;
  return alphabet < 2 ? 0 : Math.round(varying.length * Math.log2(alphabet));
}

/** The first of the names that stands in a secret, in clear or below Base64 or hexadecimal. */
export function identityIn(secret: string, names: readonly string[]): string | undefined {
  const texts = [secret, ...['base64', 'base64url', 'hex'].map((encoding) => decode(secret, encoding))].map(
    (text) => text.toLowerCase(),
  );
  return names.find((name) => name.length >= 4 && texts.some((text) => text.includes(name.toLowerCase())));
}

function decode(secret: string, encoding: string): string {
  return Buffer.from(
    secret,
    encoding === 'hex' ? 'hex' : encoding === 'base64' ? 'base64' : 'base64url',
  ).toString('latin1');
}
