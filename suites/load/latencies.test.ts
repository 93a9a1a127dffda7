import { expect, test } from 'vitest';
import { Latencies } from './latencies.ts';

function of(...all: readonly number[]): Latencies {
  const latencies = new Latencies();
  for (const ms of all) latencies.record(ms);
  return latencies;
}

test('percentiles are right to within a bucket', () => {
  const latencies = of(...Array.from({ length: 1000 }, (_, index) => (index + 1) / 10));
  for (const [share, exact] of [
    [0.5, 50],
    [0.9, 90],
    [0.99, 99],
    [1, 100],
  ] as const) {
    expect(latencies.percentile(share)).toBeGreaterThanOrEqual(exact);
    expect(latencies.percentile(share)).toBeLessThanOrEqual(exact * 1.05);
  }
});

test('the buckets hold every answer, in rising order', () => {
  const { buckets, count, minMs, maxMs, meanMs } = of(5, 0, 5, 300, 0.001).series('a');
  expect(count).toBe(5);
  expect(buckets.reduce((sum, one) => sum + one.count, 0)).toBe(5);
  expect(buckets.map(({ upToMs }) => upToMs)).toEqual(
    buckets.map(({ upToMs }) => upToMs).toSorted((a, b) => a - b),
  );
  expect([minMs, maxMs]).toEqual([0, 300]);
  expect(meanMs).toBeCloseTo(62, 1);
});

test('of nothing there is nothing', () => {
  expect(of().percentile(0.5)).toBe(0);
  expect(of().series('none')).toMatchObject({ count: 0, minMs: 0, maxMs: 0, buckets: [] });
});
