import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Tier } from '../../spec/model.ts';
import { ReferenceTier } from './limiter.reference.test-data.ts';
import { type Claim, Limiter, type Reading } from './limiter.ts';

const tier: fc.Arbitrary<Omit<Tier, 'name'>> = fc.record({
  on: fc.constant('document'),
  limit: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3000 })),
  windowSeconds: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constantFrom(60, 3600, 86_400, 2_592_000)),
  per: fc.constant(['address']),
  methods: fc.constant('all'),
  counts: fc.constantFrom('all', 'failures', 'successes'),
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
  fc.integer({ min: 0, max: 100_000_000 }),
);
const requests = fc.array(fc.record({ pause, isFailure: fc.boolean() }), { minLength: 1, maxLength: 60 });
const start = Date.UTC(2026, 0, 5);

const claimsOn = (some: readonly Tier[]): readonly Claim[] =>
  some.map((one) => ({ tier: one, partition: 'p' }));
const plain = (readings: readonly Reading[]) =>
  readings.map(({ tier: { name }, remaining, resetsAt }) => ({ name, remaining, resetsAt }));
const told = (tellers: readonly ReferenceTier[], now: number) =>
  tellers.map((one) => ({ name: one.tier.name, remaining: one.remaining(now), resetsAt: one.resetsAt(now) }));
const isCounted = ({ counts }: Tier, isFailure: boolean): boolean =>
  counts === 'all' || (counts === 'failures') === isFailure;

/** One request as the server treats it: takes, and gets back what its outcome does not count. */
function request(limiter: Limiter, some: readonly Tier[], now: number, isFailure: boolean) {
  const taken = limiter.take(claimsOn(some), now);
  if ('empty' in taken) return { refusedBy: plain(taken.empty) };
  for (const ticket of taken.tickets) if (!isCounted(ticket.tier, isFailure)) limiter.giveBack(ticket, now);
  return { told: plain(taken.tickets.map(({ reading }) => reading)) };
}

describe('the limiter', () => {
  test('decides and tells what the list of all counted instants says', () => {
    fc.assert(
      fc.property(tiers, requests, (some, steps) => {
        const limiter = new Limiter();
        const reference = some.map((one) => new ReferenceTier(one));
        let now = start;
        for (const { pause: ms, isFailure } of steps) {
          now += ms;
          const empty = reference.filter((one) => !one.hasRoom(now));
          if (empty.length === 0)
            for (const one of reference) if (isCounted(one.tier, isFailure)) one.count(now);
          const expected =
            empty.length > 0 ? { refusedBy: told(empty, now) } : { told: told(reference, now) };
          expect(request(limiter, some, now, isFailure)).toEqual(expected);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a refusal is honest, wherever the clock has been: the told wait is enough, a second less is not', () => {
    const steps = fc.array(
      fc.oneof(
        pause,
        pause.map((ms) => -ms),
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(tiers, steps, (some, pauses) => {
        const limiter = new Limiter();
        let now = start;
        for (const ms of pauses) {
          now += ms;
          request(limiter, some, now, true);
        }
        const small = some.filter(({ limit }) => limit <= 50);
        let refused: readonly { readonly resetsAt: number }[] | undefined;
        for (let times = 0; times <= 50 && refused === undefined && small.length > 0; times += 1)
          refused = request(
            limiter,
            small.map((one) => ({ ...one, counts: 'all' as const })),
            now,
            true,
          ).refusedBy;
        fc.pre(refused !== undefined);
        const waitSeconds = Math.ceil((Math.max(...refused!.map(({ resetsAt }) => resetsAt)) - now) / 1000);
        expect(waitSeconds).toBeGreaterThanOrEqual(1);
        expect(waitSeconds).toBeLessThanOrEqual(Math.max(...small.map(({ windowSeconds }) => windowSeconds)));
        expect(request(limiter, small, now + (waitSeconds - 1) * 1000, true)).toHaveProperty('refusedBy');
        expect(request(limiter, small, now + waitSeconds * 1000, true)).toHaveProperty('told');
      }),
      { numRuns: 300 },
    );
  });

  test('the next reset is the first instant at which there is more room', () => {
    fc.assert(
      fc.property(tiers, requests, (some, steps) => {
        const limiter = new Limiter();
        const reference = some.map((one) => new ReferenceTier(one));
        let now = start;
        for (const { pause: ms, isFailure } of steps) {
          now += ms;
          const done = request(limiter, some, now, isFailure);
          if ('told' in done) for (const one of reference) if (isCounted(one.tier, isFailure)) one.count(now);
        }
        const next = limiter.nextReset(now);
        const grows = (at: number) => reference.some((one) => one.remaining(at) > one.remaining(now));
        const isAllBack = reference.every((one) => one.remaining(now) === one.tier.limit);
        expect(Number.isFinite(next)).toBe(!isAllBack);
        if (isAllBack) return;
        expect([grows(next - 1), grows(next)]).toEqual([false, true]);
      }),
      { numRuns: 200 },
    );
  });
});
