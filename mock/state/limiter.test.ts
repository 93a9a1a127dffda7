import { describe, expect, test } from 'vitest';
import type { Tier } from '../../spec/model.ts';
import { newCounter } from './counter.ts';
import { Limiter, tightest } from './limiter.ts';

function tier(limit: number, windowSeconds: number, algorithm: Tier['algorithm'], name = 'tier'): Tier {
  return {
    name,
    on: 'document',
    limit,
    windowSeconds,
    per: ['address'],
    methods: 'all',
    counts: 'all',
    algorithm,
    partitionKey: false,
    facts: {},
  };
}

function takes(limiter: Limiter, tiers: readonly Tier[], times: number, now: number): number {
  let accepted = 0;
  for (let index = 0; index < times; index++) {
    if (
      'tickets' in
      limiter.take(
        tiers.map((each) => ({ tier: each, partition: 'p' })),
        now,
      )
    )
      accepted++;
  }
  return accepted;
}

describe('a fixed window', () => {
  test('gives exactly the limit, opens with the first request, and gives all back at once', () => {
    const limiter = new Limiter();
    const tiers = [tier(3, 60, 'fixed-window')];
    expect(takes(limiter, tiers, 5, 10_000)).toBe(3);
    expect(takes(limiter, tiers, 1, 69_999)).toBe(0);
    expect(takes(limiter, tiers, 5, 70_000)).toBe(3);
  });

  test('a refusal tells when waiting helps and moves no window', () => {
    const limiter = new Limiter();
    const claim = [{ tier: tier(1, 60, 'fixed-window'), partition: 'p' }];
    limiter.take(claim, 0);
    for (const now of [1000, 30_000, 59_000]) {
      const refused = limiter.take(claim, now);
      expect('empty' in refused && refused.empty[0]?.resetsAt).toBe(60_000);
    }
    expect('tickets' in limiter.take(claim, 60_000)).toBe(true);
  });
});

describe('a sliding window', () => {
  test('gives single units back as they grow old: no burst of twice the limit at an edge', () => {
    const limiter = new Limiter();
    const tiers = [tier(2, 10, 'sliding-window')];
    expect(takes(limiter, tiers, 1, 0)).toBe(1);
    expect(takes(limiter, tiers, 2, 9000)).toBe(1);
    expect(takes(limiter, tiers, 2, 10_000)).toBe(1);
    expect(takes(limiter, tiers, 1, 18_999)).toBe(0);
    expect(takes(limiter, tiers, 1, 19_000)).toBe(1);
  });

  test('tells the instant at which the next unit is free', () => {
    const limiter = new Limiter();
    const claim = [{ tier: tier(2, 10, 'sliding-window'), partition: 'p' }];
    limiter.take(claim, 0);
    limiter.take(claim, 4000);
    const refused = limiter.take(claim, 5000);
    expect('empty' in refused && refused.empty[0]?.resetsAt).toBe(10_000);
  });
});

describe('a token bucket', () => {
  test('starts full, refills evenly, never above its size', () => {
    const limiter = new Limiter();
    const tiers = [tier(4, 8, 'token-bucket')];
    expect(takes(limiter, tiers, 9, 0)).toBe(4);
    expect(takes(limiter, tiers, 1, 1999)).toBe(0);
    expect(takes(limiter, tiers, 2, 2000)).toBe(1);
    expect(takes(limiter, tiers, 9, 1_000_000)).toBe(4);
  });

  test('waiting for the told instant is enough', () => {
    const limiter = new Limiter();
    const claim = [{ tier: tier(3, 10, 'token-bucket'), partition: 'p' }];
    for (let index = 0; index < 3; index++) limiter.take(claim, 0);
    const refused = limiter.take(claim, 500);
    const at = 'empty' in refused ? (refused.empty[0]?.resetsAt ?? 0) : 0;
    expect(at).toBeGreaterThan(3000);
    expect('tickets' in limiter.take(claim, at)).toBe(true);
  });
});

describe('several tiers', () => {
  test('a request refused by one takes from none', () => {
    const limiter = new Limiter();
    const wide = tier(10, 60, 'fixed-window', 'wide');
    const narrow = tier(2, 60, 'fixed-window', 'narrow');
    expect(takes(limiter, [wide, narrow], 6, 0)).toBe(2);
    expect(takes(limiter, [wide], 20, 0)).toBe(8);
  });

  test('partitions do not touch each other', () => {
    const limiter = new Limiter();
    const one = tier(1, 60, 'fixed-window');
    expect('tickets' in limiter.take([{ tier: one, partition: 'a' }], 0)).toBe(true);
    expect('tickets' in limiter.take([{ tier: one, partition: 'b' }], 0)).toBe(true);
    expect('empty' in limiter.take([{ tier: one, partition: 'a' }], 0)).toBe(true);
  });

  test('a ticket can be given back', () => {
    const limiter = new Limiter();
    const claim = [{ tier: tier(1, 60, 'fixed-window'), partition: 'p' }];
    const taken = limiter.take(claim, 0);
    if ('tickets' in taken) limiter.giveBack(taken.tickets[0]!, 1);
    expect('tickets' in limiter.take(claim, 2)).toBe(true);
  });

  test('the tightest has least left, on a tie the later reset', () => {
    const counter = newCounter(tier(9, 9, 'fixed-window'), 0);
    const reading = (name: string, remaining: number, resetsAt: number) => ({
      tier: tier(9, 9, 'fixed-window', name),
      partition: 'p',
      counter,
      remaining,
      resetsAt,
    });
    expect(tightest([reading('a', 3, 1), reading('b', 1, 5), reading('c', 1, 9)])?.tier.name).toBe('c');
  });

  test('the next reset is the first instant ahead', () => {
    const limiter = new Limiter();
    limiter.take(
      [
        { tier: tier(5, 60, 'fixed-window', 'a'), partition: 'p' },
        { tier: tier(5, 10, 'fixed-window', 'b'), partition: 'p' },
      ],
      1000,
    );
    expect(limiter.nextReset(1000)).toBe(11_000);
    expect(limiter.nextReset(11_000)).toBe(61_000);
  });
});
