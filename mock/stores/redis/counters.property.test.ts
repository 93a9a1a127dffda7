import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tier } from '../../../spec/model.ts';
import { type Claim, Limiter, type Reading, type Ticket } from '../../state/limiter.ts';
import { Answers, Question, tierWords } from './asked.ts';
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
const round = fc.record({
  pause,
  /** So many requests come together. */
  requests: fc.integer({ min: 1, max: 3 }),
  /** So many of the claims are one group, the others another. */
  firstGroup: fc.integer({ min: 0, max: 3 }),
  isGivenBack: fc.boolean(),
});
const rounds = fc.array(round, { minLength: 1, maxLength: 25 });

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
      fc.asyncProperty(tiers, rounds, async (some, sent) => {
        const keys = spaceKeys('limits', `s${space++}`);
        const inMemory = new Limiter();
        const claims: Claim[] = some.map((one) => ({ tier: one, partition: 'p' }));
        let now = Date.UTC(2026, 0, 5);
        for (const { pause: waited, requests, firstGroup, isGivenBack } of sent) {
          now += waited;
          const units = claims.map((claim, index) => new TakenUnit(index < firstGroup ? 1 : 2, claim));
          const asked = { units, uses: [], until: Number.POSITIVE_INFINITY };
          const question = new Question();
          for (let request = 0; request < requests; request++) question.add(asked);
          await link.command('HSET', keys.head, 'version', '1.a', 'frozen', String(now));
          const reply = await link.run(
            confirm,
            [keys.head, keys.log, keys.counters, keys.lock, keys.used, keys.usedAt],
            ['1.a', '', '0', '0', ...question.words],
          );
          const answer = confirmation(reply);
          if (answer.status !== 'ok') throw new Error(answer.status);
          const answers = new Answers(answer.numbers);
          const back: unknown[] = [];
          const tickets: Ticket[] = [];
          for (let request = 0; request < requests; request++) {
            const got = answers.next(asked);
            if (!got) throw new Error('nothing was got');
            const groups = [claims.slice(0, firstGroup), claims.slice(firstGroup)];
            const taken = takeAll(inMemory, groups, now);
            if ('empty' in taken) {
              const from = taken.group === 0 ? 0 : Math.min(firstGroup, claims.length);
              const to = taken.group === 0 ? Math.min(firstGroup, claims.length) : claims.length;
              expect(got.empty).toEqual({ from, to });
              const empty = readings(got.numbers).slice(from, to);
              expect(empty.filter(([left = 0]) => left < 1)).toEqual(told(taken.empty));
              continue;
            }
            expect(got.empty).toBeUndefined();
            expect(readings(got.numbers)).toEqual(told(taken.tickets.map(({ reading }) => reading)));
            if (!isGivenBack) continue;
            for (const { key, tier: one } of units) back.push([key, tierWords(one), now]);
            tickets.push(...taken.tickets);
          }
          if (back.length === 0) continue;
          for (const ticket of tickets) inMemory.giveBack(ticket, now);
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

/** One group after the other, as a call takes them: what the first gave is given back where the second has no room. */
function takeAll(
  limiter: Limiter,
  groups: readonly (readonly Claim[])[],
  now: number,
): { readonly tickets: readonly Ticket[] } | { readonly empty: readonly Reading[]; readonly group: number } {
  const tickets: Ticket[] = [];
  for (const [group, claims] of groups.entries()) {
    const taken = limiter.take(claims, now);
    if ('empty' in taken) {
      for (const ticket of tickets) limiter.giveBack(ticket, now);
      return { empty: taken.empty, group };
    }
    tickets.push(...taken.tickets);
  }
  return { tickets };
}

/** The first two of each four: what is left in whole units, and when it is reset. */
function readings(numbers: readonly number[]): number[][] {
  return Array.from({ length: numbers.length / 4 }, (_, index) => {
    const [left = 0, resetsAt = 0] = numbers.slice(4 * index, 4 * index + 2);
    return [Math.max(0, Math.floor(left)), resetsAt];
  });
}

function told(some: readonly Reading[]): number[][] {
  return some.map(({ remaining, resetsAt }) => [remaining, resetsAt]);
}
