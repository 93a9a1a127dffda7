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
  expect(structuredItems('"burst";r=3;x="y"', 'ratelimit')).toEqual([{ name: 'burst', remaining: 3 }]);
});

test('a partition key is bytes, a masked secret in it stands for some', () => {
  expect(structuredItems('"burst";r=3;pk=:YW5uYQ==:', 'ratelimit')).toEqual([
    { name: 'burst', remaining: 3, partitionKey: 'anna' },
  ]);
  expect(structuredItems('"burst";q=3;pk=:⟦key#1 base64⟧==:', 'ratelimit-policy')).toHaveLength(1);
});

test('draft 7 has no names in its policies', () => {
  expect(structuredItems('10;w=60, 100', 'ratelimit-policy-07')).toEqual([
    { limit: 10, windowSeconds: 60 },
    { limit: 100 },
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
  ['"burst";r=3;pk="anna"', 'ratelimit'],
  ['', 'ratelimit'],
  ['("burst" "day");r=3', 'ratelimit'],
  ['"burst";q=10;w=60', 'ratelimit-policy-07'],
  ['10.5;w=60', 'ratelimit-policy-07'],
  ['', 'ratelimit-07'],
] as const)('%s is no %s', ([value, format]) => {
  expect(structuredItems(value, format)).toBeUndefined();
});
