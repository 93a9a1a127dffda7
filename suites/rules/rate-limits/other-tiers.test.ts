import { expect, test } from 'vitest';
import type { HeaderPair } from '../../../spec/history.ts';
import { exchange, tinyModel, verdicts } from '../../judging/history.test-data.ts';
import { rlMultiHeaderConsistency } from './rl-multi-header-consistency.ts';
import { rlResetHonest } from './rl-reset-honest.ts';

/** Two limits hold together; `X-RateLimit-…` may tell of either. */
const documentWith = (tiers: string) => `
openapi: 3.1.0
info: {title: Library, version: '1'}
servers: [{url: http://library.example}]
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-API-Key, x-auth-credential: {}, x-auth-tiers: {${tiers}}}
  headers:
    Limit: &limit {schema: {type: integer}, x-auth-field: tier.limit}
    Left: &left {schema: {type: integer}, x-auth-field: tier.remaining}
    Reset: &reset {schema: {type: integer}, x-auth-field: tier.resetAt}
    All: &all {schema: {type: string, format: ratelimit}, x-auth-field: tiers}
paths:
  /books:
    get:
      security: [{key: []}]
      responses:
        '200': {description: Books, headers: {X-RateLimit-Limit: *limit, X-RateLimit-Remaining: *left, X-RateLimit-Reset: *reset, RateLimit: *all}}
        '429': {description: Slow, headers: {X-RateLimit-Limit: *limit, X-RateLimit-Remaining: *left, X-RateLimit-Reset: *reset}}
x-auth-fixtures: {tenants: [north]}
`;
const hour = 'hour: {limit: 9, window: PT1H, per: credential}';
const burst = 'burst: {limit: 2, window: PT1M, per: credential}';
const model = tinyModel(documentWith(`${hour}, ${burst}`));
const now = Date.UTC(2026, 0, 5, 9, 0, 0);
const presented = [{ scheme: 'key', credential: 'key#experiment.1', form: 'documented' }] as const;

/** Refused by the burst, and passed when its minute is over; the fields tell of some limit. */
function burstWatched(told: readonly [limit: number, left: number, resetSeconds: number]) {
  const headers: readonly HeaderPair[] = [
    ['X-RateLimit-Limit', String(told[0])],
    ['X-RateLimit-Remaining', String(told[1])],
    ['X-RateLimit-Reset', String(now / 1000 + told[2])],
  ];
  const send = (seq: number, step: string, status: number, atSeconds: number) =>
    exchange(seq, {
      experiment: 'limit-window',
      step,
      case: 'burst on key',
      status,
      headers,
      presented,
      dateMs: now + atSeconds * 1000,
      detail: { tier: 'burst on key' },
    });
  return [send(1, 'over', 429, 0), send(2, 'after-wait', 200, 60)];
}

test('the reset of the hour says nothing of the end of a burst', () => {
  expect(verdicts(rlResetHonest, model, ...burstWatched([9, 7, 3600]))).toEqual([]);
  expect(verdicts(rlResetHonest, model, ...burstWatched([2, 0, 60]))).toEqual(['burst on key: holds']);
  expect(verdicts(rlResetHonest, model, ...burstWatched([2, 0, 3600]))).toEqual(['burst on key: violated']);
});

/** What two dialects in one answer come to: `[limit, remaining]` with an X, and the structured field. */
function outcome(
  [limit, left]: readonly [limit: number | undefined, left: number],
  structured: string,
  of = model,
) {
  const headers: readonly HeaderPair[] = [
    ...(limit === undefined ? [] : [['X-RateLimit-Limit', String(limit)] as const]),
    ['X-RateLimit-Remaining', String(left)],
    ['RateLimit', structured],
  ];
  const [found] = verdicts(rlMultiHeaderConsistency, of, exchange(1, { headers, presented }));
  return found?.split(': ').at(-1);
}

test('fields of the hour are not compared with those of the burst, which has no policy field', () => {
  expect(outcome([9, 7], '"burst";r=1;t=10')).toBe('noted');
  expect(outcome([9, 7], '"unheard-of";r=1;t=10')).toBe('noted');
});

test('fields of one limit are compared by its name', () => {
  expect(outcome([2, 1], '"burst";r=1;t=10')).toBe('holds');
  expect(outcome([2, 0], '"burst";r=1;t=10')).toBe('violated');
  expect(outcome([9, 7], '"burst";r=1;t=10, "hour";r=8;t=10')).toBe('violated');
});

test('fields without name and limit are compared only where there is one limit', () => {
  expect(outcome([undefined, 7], '"burst";r=1;t=10')).toBe('noted');
  expect(outcome([undefined, 7], '"burst";r=1;t=10', tinyModel(documentWith(burst)))).toBe('violated');
});
