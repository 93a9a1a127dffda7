import { expect, test } from 'vitest';
import { TimelineCounter } from './timeline.ts';

test('however long the traffic lasts, no answer is lost and the steps stay few', () => {
  const counter = new TimelineCounter();
  for (let at = 0; at < 100_000; at += 10) counter.record(at, at < 50_000 ? '200' : '401');
  counter.mark(50_000, 'revoked');
  const { stepMs, counts, marks } = counter.timeline();
  const sum = (status: string) => counts[status]?.reduce((all, one) => all + one, 0);
  expect([sum('200'), sum('401')]).toEqual([5000, 5000]);
  expect(counts['200']?.length).toBeLessThanOrEqual(240);
  expect(counts['401']?.length).toBe(counts['200']?.length);
  expect(counts['401']?.findIndex((count) => count > 0)).toBe(Math.floor(50_000 / stepMs));
  expect(marks).toEqual([{ atMs: 50_000, label: 'revoked' }]);
});
