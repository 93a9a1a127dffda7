import { expect, test } from 'vitest';
import { bounded } from './bounded-options.ts';

test.each([
  ['here: as asked', { connections: 50 }, true, undefined, { connections: 50 }],
  ['here, with a ceiling', { connections: 50 }, true, 4, { connections: 4, rate: 4 }],
  ['elsewhere', { connections: 50 }, false, 90, { connections: 10, rate: 90 }],
  [
    'elsewhere, slower than it must be',
    { connections: 5, rate: 20 },
    false,
    90,
    { connections: 5, rate: 20 },
  ],
  [
    'elsewhere, faster than it may be',
    { connections: 5, rate: 500 },
    false,
    90,
    { connections: 5, rate: 90 },
  ],
  [
    'with less than a request for each connection',
    { connections: 20, rate: 3 },
    true,
    undefined,
    { connections: 3, rate: 3 },
  ],
] as const)('%s', (_, options, isLocal, lendable, expected) => {
  expect(bounded({ durationSeconds: 1, ...options }, isLocal, { lendable })).toEqual({
    durationSeconds: 1,
    ...expected,
  });
});
