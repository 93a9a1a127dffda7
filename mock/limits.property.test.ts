import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Tier } from '../spec/model.ts';
import { bench, modelOf, smallDocument } from './bench.test-data.ts';
import { ReferenceTier } from './state/limiter.reference.test-data.ts';

const ownTiers = '{few: {limit: 3, window: PT1M, per: credential}}';
const tier = fc.record({
  limit: fc.integer({ min: 1, max: 4 }),
  windowSeconds: fc.integer({ min: 1, max: 20 }),
  counts: fc.constantFrom<Tier['counts']>('all', 'failures', 'successes'),
  algorithm: fc.constantFrom<Tier['algorithm']>('fixed-window', 'sliding-window', 'token-bucket'),
});
const tiers = fc.array(tier, { minLength: 1, maxLength: 3 });
const pauseMs = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 10 }).map((seconds) => seconds * 1000),
  fc.nat(9999),
);
const requests = fc.array(fc.record({ pauseMs, isFailure: fc.boolean() }), { minLength: 4, maxLength: 12 });

test('over HTTP: who is refused, what the fields say, and a wait that is just enough', async () => {
  expect(smallDocument).toContain(ownTiers);
  await fc.assert(
    fc.asyncProperty(tiers, requests, async (some, steps) => {
      const declared = Object.fromEntries(
        some.map(({ limit, windowSeconds, counts, algorithm }, index) => [
          `tier${index}`,
          { limit, window: `PT${windowSeconds}S`, per: 'credential', counts, algorithm },
        ]),
      );
      const { app, model, console, person, send } = bench(
        modelOf(smallDocument.replace(ownTiers, JSON.stringify(declared))),
      );
      const reference = model.tiers.map((one) => new ReferenceTier(one));
      expect(reference).toHaveLength(some.length);
      app.mock.clock.freeze();
      const { body: made } = await console('POST', '/keys', {
        auth: person('ada'),
        body: { rights: ['read'] },
      });
      const call = (method: string) => send(method, '/notes', { headers: { 'X-Key': made.key } });
      let wait = 0;
      for (const step of steps) {
        app.mock.clock.advance(step.pauseMs);
        const now = app.mock.clock.now();
        const empty = reference.filter((one) => !one.hasRoom(now));
        const { status, headers } = await call(step.isFailure ? 'POST' : 'GET');
        if (empty.length === 0) {
          expect(status).toBe(step.isFailure ? 403 : 200);
          for (const one of reference)
            if (one.tier.counts === 'all' || (one.tier.counts === 'failures') === step.isFailure)
              one.count(now);
          wait = 0;
          continue;
        }
        const resetsAt = Math.max(...empty.map((one) => one.resetsAt(now)));
        wait = Math.ceil((resetsAt - now) / 1000);
        const limits = empty
          .filter((one) => one.resetsAt(now) === resetsAt)
          .map((one) => String(one.tier.limit));
        expect([status, headers['x-left'], headers['retry-after']]).toEqual([429, '0', String(wait)]);
        expect(limits).toContain(headers['x-limit']);
      }
      if (wait === 0) return;
      app.mock.clock.advance((wait - 1) * 1000);
      expect((await call('GET')).status).toBe(429);
      app.mock.clock.advance(1000);
      expect((await call('GET')).status).toBe(200);
    }),
    { numRuns: 8 },
  );
});
