import { expect, test } from 'vitest';
import { structuredItems } from './limit-fields.ts';

test('each dialect is read in its own grammar', () => {
  expect(structuredItems('"burst";r=3;t=9, "day";r=90', 'ratelimit')).toEqual([
    { name: 'burst', remaining: 3, resetInSeconds: 9 },
    { name: 'day', remaining: 90 },
  ]);
  expect(structuredItems('"burst";q=10;w=60', 'ratelimit-policy')).toEqual([
    { name: 'burst', limit: 10, windowSeconds: 60 },
  ]);
  expect(structuredItems('limit=10, remaining=3, reset=9', 'ratelimit-07')).toEqual([
    { limit: 10, remaining: 3, resetInSeconds: 9 },
  ]);
});

test('unknown parameters are ignored', () => {
  expect(structuredItems('"burst";r=3;pk=:AAA=:;x="y"', 'ratelimit')).toEqual([
    { name: 'burst', remaining: 3 },
  ]);
});

test.for([
  ['burst;r=3', 'ratelimit'], // a token, where a string belongs
  ['"burst";t=9', 'ratelimit'],
  ['"burst";r=3.5', 'ratelimit'],
  ['"burst";r=-1', 'ratelimit'],
  ['limit=10, remaining=3, reset=9', 'ratelimit'],
  ['"burst";q=10;w=0', 'ratelimit-policy'],
  ['"burst";w=60', 'ratelimit-policy'],
  ['limit=10, remaining=3', 'ratelimit-07'],
  ['10, 3, 9', 'ratelimit-07'],
  ['', 'ratelimit-07'],
] as const)('%s is no %s', ([value, format]) => {
  expect(structuredItems(value, format)).toBeUndefined();
});
