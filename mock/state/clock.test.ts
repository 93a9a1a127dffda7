import { describe, expect, test } from 'vitest';
import type { Tier } from '../../spec/model.ts';
import { Clock, httpDate } from './clock.ts';
import { newCounter } from './counter.ts';

const bucketOf10: Tier = {
  name: 'bucket',
  on: 'document',
  limit: 10,
  windowSeconds: 10,
  per: ['address'],
  methods: 'all',
  counts: 'all',
  algorithm: 'token-bucket',
  partitionKey: false,
  facts: {},
};

function clockAt(start: number) {
  let real = start;
  const clock = new Clock(() => real);
  return {
    clock,
    pass: (ms: number) => {
      real += ms;
    },
  };
}

describe('the clock', () => {
  test('runs with real time and keeps its offset', () => {
    const { clock, pass } = clockAt(1000);
    clock.advance(500);
    pass(10);
    expect(clock.now()).toBe(1510);
  });

  test('stands still while frozen, can be moved, and runs on from where it stood', () => {
    const { clock, pass } = clockAt(1000);
    clock.freeze();
    pass(10_000);
    expect(clock.now()).toBe(1000);
    clock.advance(5);
    clock.thaw();
    pass(1);
    expect(clock.now()).toBe(1006);
    expect(clock.frozen).toBe(false);
  });

  test('reset goes back to real time', () => {
    const { clock, pass } = clockAt(1000);
    clock.set(99_999);
    clock.freeze();
    pass(7);
    clock.reset();
    expect(clock.now()).toBe(1007);
  });

  test('waits while real time is set back, and goes back where it is told to', () => {
    const { clock, pass } = clockAt(100_000);
    clock.advance(500);
    expect(clock.now()).toBe(100_500);
    pass(-3000);
    expect(clock.now()).toBe(100_500);
    pass(3001);
    expect(clock.now()).toBe(100_501);
    clock.advance(-400);
    expect(clock.now()).toBe(100_101);
    pass(-3000);
    clock.set(7);
    expect(clock.now()).toBe(7);
    clock.reset();
    expect(clock.now()).toBe(97_001);
  });

  test('a bucket gives no more than is due while real time jumps to and fro', () => {
    const { clock, pass } = clockAt(1_000_000);
    const bucket = newCounter(bucketOf10, clock.now());
    let granted = 0;
    for (let turn = 0; turn < 100; turn += 1) {
      pass(turn % 2 === 0 ? 2000 : -2000);
      const now = clock.now();
      if (bucket.remaining(now) < 1) continue;
      bucket.take(now);
      granted += 1;
    }
    // All that it held: the two seconds that have passed were over before the first was taken.
    expect(granted).toBe(10);
  });

  test('writes IMF-fixdate', () => {
    expect(httpDate(784_111_777_123)).toBe('Sun, 06 Nov 1994 08:49:37 GMT');
  });
});
