import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tier } from '../../../spec/model.ts';
import { type Claim, Limiter, type Reading } from '../../state/limiter.ts';
import { Answers, addWords, tierWords } from './asked.ts';
import { RedisLink } from './link.ts';
import { type RedisServer, startRedis, whyNoRedis } from './redis-server.test-support.ts';
import { confirmation } from './replies.ts';
import { confirm, keep } from './scripts.ts';
import { TakenUnit } from './shared-limiter.ts';
import { spaceKeys } from './space-keys.ts';

const tier: fc.Arbitrary<Omit<Tier, 'name'>> = fc.record({
  on: fc.constant('document'),
  limit: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3000 })),
  windowSeconds: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constantFrom(60, 86_400)),
  per: fc.constant(['address']),
  methods: fc.constant('all'),
  counts: fc.constant('all'),
  algorithm: fc.constantFrom('fixed-window', 'sliding-window', 'token-bucket'),
  partitionKey: fc.constant(false),
  facts: fc.constant({}),
});
const tiers = fc
  .array(tier, { minLength: 1, maxLength: 3 })
  .map((some) => some.map((one, index): Tier => ({ ...one, name: `tier ${index}` })));
const pause = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 3000 }),
  fc.integer({ min: 0, max: 40 }).map((seconds) => seconds * 1000),
);
const requests = fc.array(fc.record({ pause, isGivenBack: fc.boolean() }), { minLength: 1, maxLength: 25 });

const missing = whyNoRedis();
describe.skipIf(missing !== undefined)(`the limiter in Redis${missing ? ` (${missing})` : ''}`, () => {
  let redis: RedisServer;
  let link: RedisLink;
  beforeAll(async () => {
    redis = await startRedis();
    link = new RedisLink({ address: new URL(redis.url), user: undefined, password: undefined });
    await link.open();
  });
  afterAll(async () => {
    link?.close();
    await redis?.stop();
  });

  test('counts as the one in memory does, in whole and in part given back', {
    timeout: 300_000,
  }, async () => {
    let space = 0;
    await fc.assert(
      fc.asyncProperty(tiers, requests, async (some, sent) => {
        const keys = spaceKeys('limits', `s${space++}`);
        const inMemory = new Limiter();
        const claims: Claim[] = some.map((one) => ({ tier: one, partition: 'p' }));
        const units = claims.map((claim) => new TakenUnit(1, claim));
        const asked = { units, uses: [], until: Number.POSITIVE_INFINITY };
        const words: string[] = [];
        addWords(words, asked);
        let now = Date.UTC(2026, 0, 5);
        for (const request of sent) {
          now += request.pause;
          await link.command('HSET', keys.head, 'version', '1.a', 'frozen', String(now));
          const reply = await link.run(
            confirm,
            [keys.head, keys.log, keys.counters, keys.lock, keys.used, keys.usedAt],
            ['1.a', '', '0', '0', ...words],
          );
          const answer = confirmation(reply);
          if (answer.status !== 'ok') throw new Error(answer.status);
          const got = new Answers(answer.numbers).next(asked);
          if (!got) throw new Error('nothing was got');
          const taken = inMemory.take(claims, now);
          if ('empty' in taken) {
            expect(got.emptyFrom).toBe(0);
            const empty = pairs(got.numbers, 2).filter(([left = 0]) => left < 1);
            expect(empty).toEqual(told(taken.empty));
            continue;
          }
          expect(got.emptyFrom).toBeUndefined();
          expect(pairs(got.numbers, 4)).toEqual(told(taken.tickets.map(({ reading }) => reading)));
          if (!request.isGivenBack) continue;
          for (const ticket of taken.tickets) inMemory.giveBack(ticket, now);
          const back = units.map(({ key, tier: one }) => [key, tierWords(one), now]);
          const kept = await link.run(
            keep,
            [keys.head, keys.log, keys.counters, keys.lock, keys.used, keys.usedAt, keys.rows],
            ['1.a', '2.b', '', '[]', JSON.stringify(back), '[]', ''],
          );
          expect(kept).toBe('ok');
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** The first two of every group: what is left in whole units, and when it is reset. */
function pairs(numbers: readonly number[], size: number): number[][] {
  return Array.from({ length: numbers.length / size }, (_, index) => {
    const [left = 0, resetsAt = 0] = numbers.slice(size * index, size * index + 2);
    return [Math.max(0, Math.floor(left)), resetsAt];
  });
}

function told(readings: readonly Reading[]): number[][] {
  return readings.map(({ remaining, resetsAt }) => [remaining, resetsAt]);
}
