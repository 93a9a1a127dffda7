import { type Item, serializeDictionary, serializeList } from 'structured-headers';
import type { JsonSchema } from '../../spec/model.ts';
import type { HmacKey } from '../secrets/keyring.ts';
import { type Reading, tightest } from '../state/limiter.ts';

/**
 * The IETF fields about all tiers at once: `RateLimit` and `RateLimit-Policy` since draft 8, and those of draft 7, which
 * has one limit in the first and no names in the second.
 */
export function structuredTiers(
  schema: JsonSchema,
  readings: readonly Reading[],
  now: number,
  key: HmacKey,
): string | undefined {
  if (readings.length === 0) return undefined;
  switch (schema['format']) {
    case 'ratelimit-policy':
      return serializeList(
        readings.map((reading) =>
          named(reading, key, [
            ['q', reading.tier.limit],
            ['w', reading.tier.windowSeconds],
          ]),
        ),
      );
    case 'ratelimit-policy-07':
      return serializeList(
        readings.map(({ tier }): Item => [tier.limit, new Map([['w', tier.windowSeconds]])]),
      );
    case 'ratelimit-07':
      return single(tightest(readings), now);
    default:
      return serializeList(
        readings.map((reading) =>
          named(reading, key, [
            ['r', reading.remaining],
            ['t', waitSeconds(reading, now)],
          ]),
        ),
      );
  }
}

function named(
  { tier, partition }: Reading,
  key: HmacKey,
  numbers: readonly (readonly [string, number])[],
): Item {
  const parameters = new Map<string, number | ArrayBuffer>(numbers);
  if (tier.partitionKey) parameters.set('pk', partitionKey(partition, key));
  return [tier.name, parameters];
}

function single(reading: Reading | undefined, now: number): string | undefined {
  if (reading === undefined) return undefined;
  return serializeDictionary({
    limit: reading.tier.limit,
    remaining: reading.remaining,
    reset: waitSeconds(reading, now),
  });
}

/** Tells partitions apart and nothing else: keyed, so that no list of users or keys can be tried against it. */
function partitionKey(partition: string, key: HmacKey): ArrayBuffer {
  return new Uint8Array(key.of(partition).subarray(0, 12)).buffer;
}

function waitSeconds({ resetsAt }: Reading, now: number): number {
  return Math.max(0, Math.ceil((resetsAt - now) / 1000));
}
