import { type Item, serializeDictionary, serializeList } from 'structured-headers';
import type { JsonSchema } from '../../spec/model.ts';
import { type Reading, tightest } from '../state/limiter.ts';

/** The IETF fields about all tiers at once: `RateLimit`, `RateLimit-Policy`, and the one field of draft 07. */
export function structuredTiers(
  schema: JsonSchema,
  readings: readonly Reading[],
  now: number,
): string | undefined {
  if (readings.length === 0) return undefined;
  const waitSeconds = (reading: Reading): number => Math.max(0, Math.ceil((reading.resetsAt - now) / 1000));
  if (schema['format'] === 'ratelimit-policy') {
    return serializeList(
      readings.map(
        ({ tier }): Item => [
          tier.name,
          new Map([
            ['q', tier.limit],
            ['w', tier.windowSeconds],
          ]),
        ],
      ),
    );
  }
  if (schema['format'] === 'ratelimit-07') {
    const reading = tightest(readings);
    return (
      reading &&
      serializeDictionary({
        limit: reading.tier.limit,
        remaining: reading.remaining,
        reset: waitSeconds(reading),
      })
    );
  }
  return serializeList(
    readings.map(
      (reading): Item => [
        reading.tier.name,
        new Map([
          ['r', reading.remaining],
          ['t', waitSeconds(reading)],
        ]),
      ],
    ),
  );
}
