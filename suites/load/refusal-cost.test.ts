import { expect, test } from 'vitest';
import { isLever } from './refusal-cost.ts';

test.each([
  [50, 1, true],
  [50, 10, false],
  [51, 10, true],
  [5, 0.1, false],
  [5.2, 0.1, true],
  [1, 40, false],
])('a refusal in %f ms beside an acceptance in %f ms: %s', (refused, accepted, expected) => {
  expect(isLever(refused, accepted)).toBe(expected);
});
