import { parseList } from 'structured-headers';
import { expect, test } from 'vitest';
import type { Place, Tier } from '../../spec/model.ts';
import { encode } from '../plan/answers.ts';
import { HmacKey } from '../secrets/keyring.ts';
import { newCounter } from '../state/counter.ts';
import type { Reading } from '../state/limiter.ts';
import { withTierNames } from './tier-names.ts';
import { structuredTiers } from './tiers-field.ts';

const tier: Tier = {
  name: 'hour',
  on: 'document',
  limit: 40,
  windowSeconds: 3600,
  per: ['user'],
  methods: 'all',
  counts: 'all',
  algorithm: 'fixed-window',
  partitionKey: true,
  facts: {},
};
const reading = (partition: string, change: Partial<Tier> = {}): Reading => ({
  tier: { ...tier, ...change },
  partition,
  counter: newCounter(tier, 0),
  remaining: 7,
  resetsAt: 90_500,
});
const key = new HmacKey();
const written = (format: string, ...readings: readonly Reading[]) =>
  structuredTiers({ type: 'string', format }, readings, 60_000, key);

const place = (at: string): Place => ({
  attribute: 'tier.name',
  in: 'body',
  at,
  schema: {},
  readOnly: false,
  required: true,
  facts: {},
});

test('each dialect writes the same in its own way', () => {
  const plain = reading('user:anna', { partitionKey: false });
  const burst = reading('user:anna', { name: 'burst', limit: 5, windowSeconds: 60, partitionKey: false });
  expect(written('ratelimit', plain)).toBe('"hour";r=7;t=31');
  expect(written('ratelimit-policy', plain, burst)).toBe('"hour";q=40;w=3600, "burst";q=5;w=60');
  expect(written('ratelimit-07', plain)).toBe('limit=40, remaining=7, reset=31');
  expect(written('ratelimit-policy-07', plain, burst)).toBe('40;w=3600, 5;w=60');
  expect(written('ratelimit')).toBeUndefined();
});

test('a partition key tells partitions apart and says nothing of them', () => {
  const keyOf = (partition: string) => {
    const value = parseList(written('ratelimit', reading(partition)) ?? '')[0]?.[1].get('pk');
    return Buffer.from(value as ArrayBuffer).toString('latin1');
  };
  expect(keyOf('user:anna')).toBe(keyOf('user:anna'));
  expect(keyOf('user:anna')).not.toBe(keyOf('user:bert'));
  expect(keyOf('user:anna')).toHaveLength(12);
  expect(keyOf('user:anna')).not.toContain('anna');
});

test('a refusal names the limits that are reached', () => {
  const two = [reading('p'), reading('p', { name: 'burst' })];
  const told = (body: unknown, ats: readonly string[], mediaType = 'application/json') =>
    String(
      withTierNames({ payload: encode(body, mediaType), body, mediaType, tierNames: ats.map(place) }, two),
    );
  const flat = { status: 429, names: ['example'], name: 'example' };
  expect(JSON.parse(told(flat, ['/names/*', '/name']))).toEqual({
    status: 429,
    names: ['hour', 'burst'],
    name: 'hour',
  });
  const nested = { error: { code: 7, limits: ['x'] }, hit: [{ policy: 'x', kind: 'quota' }] };
  expect(JSON.parse(told(nested, ['/error/limits/*', '/hit/*/policy', '/a~1b']))).toEqual({
    error: { code: 7, limits: ['hour', 'burst'] },
    hit: [
      { policy: 'hour', kind: 'quota' },
      { policy: 'burst', kind: 'quota' },
    ],
    'a/b': 'hour',
  });
  expect(told('x', [''], 'text/plain')).toBe('hour');
  expect(JSON.parse(told(['x'], ['/*']))).toEqual(['hour', 'burst']);
});

test('nothing is written where no limit is reached, no place is named, or the document has no body', () => {
  const body = { name: 'example' };
  const payload = encode(body, undefined);
  const plan = { payload, body, mediaType: undefined, tierNames: [place('/name')] };
  expect(withTierNames(plan, [])).toBe(payload);
  expect(withTierNames({ ...plan, tierNames: [] }, [reading('p')])).toBe(payload);
  expect(withTierNames({ ...plan, body: undefined }, [reading('p')])).toBe(payload);
});
