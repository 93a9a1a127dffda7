import { expect, test } from 'vitest';
import type { Tier } from '../../spec/model.ts';
import { tinyModel } from '../judging/history.test-data.ts';
import { LimitTally } from './limit-tally.ts';

const model = tinyModel(`
openapi: 3.1.0
info: {title: Quay, version: '1'}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key, x-auth-tiers: {burst: {limit: 3, window: PT1M, per: credential, algorithm: fixed-window}}}
  headers:
    Limit: {schema: {type: integer}, x-auth-field: tier.limit}
    Left: {schema: {type: integer}, x-auth-field: tier.remaining}
    Reset: {schema: {type: integer}, x-auth-field: tier.resetAt}
paths:
  /tides:
    get:
      security: [{key: []}]
      responses:
        '200': {description: Tides, headers: &told {X-Limit: {$ref: '#/components/headers/Limit'}, X-Left: {$ref: '#/components/headers/Left'}, X-Reset: {$ref: '#/components/headers/Reset'}}}
        '429': {description: Later, headers: *told}
`);
const [operation] = model.operations;
const [tier] = model.tiers;

type Told = readonly [status: number, left: number, reset?: number];

function tallyOf(all: readonly Told[], { frozen = true, change = {} as Partial<Tier> } = {}): LimitTally {
  if (operation === undefined || tier === undefined) throw new Error('no limit');
  const tally = new LimitTally({ ...tier, ...change }, operation, { frozen });
  for (const [status, left, reset = 60] of all)
    tally.add({
      request: { label: 'key', base: 'http://127.0.0.1', method: 'GET', path: '/tides', headers: {} },
      startedMs: 0,
      endedMs: 1,
      status,
      rawHeaders: ['x-limit', '3', 'x-left', String(left), 'x-reset', String(reset)],
      first: false,
    });
  return tally;
}

test.each<[string, readonly Told[], readonly RegExp[]]>([
  [
    'a sound set, in any order',
    [
      [200, 1],
      [200, 2],
      [429, 0],
      [200, 0],
      [429, 0],
    ],
    [],
  ],
  [
    'one number for two',
    [
      [200, 2],
      [200, 1],
      [200, 1],
    ],
    [/remaining 1 told to several/],
  ],
  [
    'a number beyond the limit',
    [
      [200, 3],
      [200, 2],
    ],
    [/remaining 3 told of a limit of 3/],
  ],
  [
    'refused with something left',
    [
      [200, 2],
      [429, 1],
    ],
    [/1 × 429 with something remaining/],
  ],
  [
    'two resets of one window',
    [
      [200, 2],
      [200, 1, 61],
    ],
    [/2 different resets/],
  ],
])('%s', (_, told, expected) => {
  const wrong = tallyOf(told).wrongFields();
  expect(wrong.length).toBe(expected.length);
  for (const [index, pattern] of expected.entries()) expect(wrong[index]).toMatch(pattern);
});

test('where time passes, a reset may be rounded either way, and a window may end', () => {
  expect(
    tallyOf(
      [
        [200, 2],
        [200, 1, 61],
      ],
      { frozen: false },
    ).wrongFields(),
  ).toEqual([]);
  const twice: Told[] = [
    [200, 2],
    [200, 1],
    [200, 0],
    [200, 2, 120],
  ];
  expect(tallyOf(twice, { frozen: false }).rolledOver()).toBe(true);
  expect(tallyOf(twice).rolledOver()).toBe(false);
});

test('a bucket trickles while time passes', () => {
  const change = { algorithm: 'token-bucket' } as const;
  expect(tallyOf([], { frozen: false, change }).trickle(40)).toBe(3);
  expect(tallyOf([], { change }).trickle(40)).toBe(0);
});
