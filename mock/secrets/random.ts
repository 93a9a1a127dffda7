import { createCipheriv, hash, randomBytes } from 'node:crypto';

/** Where secrets, ids and symmetric keys come from. */
export interface Random {
  bytes(length: number): Buffer;
  /** A whole number from 0 to `bound` - 1, each equally likely. */
  below(bound: number): number;
}

const poolBytes = 4096;
let pool = Buffer.alloc(0);

/** Unguessable: the default. Asked of the system by the page, since most want a few bytes; what was handed out is wiped. */
export const secureRandom: Random = fromBytes((length) => {
  if (length > poolBytes) return randomBytes(length);
  if (pool.length < length) pool = randomBytes(poolBytes);
  const taken = Buffer.from(pool.subarray(0, length));
  pool.fill(0, 0, length);
  pool = pool.subarray(length);
  return taken;
});

/**
 * The same values in the same order for the same seed, so that a run can be repeated. Whoever knows the seed knows
 * every secret: for tests only. An AES-256-CTR key stream under the SHA-256 of the seed.
 */
export function seededRandom(seed: string): Random {
  const key = Buffer.from(hash('sha256', seed, 'hex'), 'hex');
  const stream = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  return fromBytes((length) => stream.update(Buffer.alloc(length)));
}

function fromBytes(bytes: (length: number) => Buffer): Random {
  return {
    bytes,
    below(bound) {
      // Values of the last, incomplete stretch are drawn again: no number is likelier than another.
      const end = 2 ** 32 - (2 ** 32 % bound);
      let value: number;
      do value = bytes(4).readUInt32BE();
      while (value >= end);
      return value % bound;
    },
  };
}
