import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../../../spec/history.ts';
import { exchange, findingsOf, tinyModel } from '../../judging/history.test-data.ts';
import { rlGradualRefill } from './rl-gradual-refill.ts';

const document = (algorithm: string) => `
openapi: 3.1.0
info: {title: Library, version: '1'}
servers: [{url: http://library.example}]
components:
  securitySchemes:
    key:
      type: apiKey
      in: header
      name: X-API-Key
      x-auth-credential: {}
      x-auth-tiers:
        burst: {limit: 4, window: PT60S, per: credential, algorithm: ${algorithm}}
paths:
  /books:
    get:
      security: [{key: []}]
      responses: {'200': {description: Books}, '401': {description: Who?}, '429': {description: Slow down}}
`;
const sliding = tinyModel(document('sliding-window'));
const bucket = tinyModel(document('token-bucket'));
const start = Date.UTC(2026, 0, 5, 9, 0, 0);

/** `[step, second, status]` of each request. */
const history = (...rows: readonly (readonly [string, number, number])[]): readonly HistoryEvent[] =>
  rows.map(([step, second, status], index) =>
    exchange(index + 1, {
      experiment: 'limit-gradual',
      step,
      case: 'burst on key',
      status,
      dateMs: start + second * 1000,
      detail: { tier: 'burst on key' },
    }),
  );

const verdicts = (model: typeof sliding, events: readonly HistoryEvent[]) =>
  findingsOf(rlGradualRefill, model, ...events).map(({ verdict }) => verdict);

const spent = [
  ['spend', 0, 200],
  ['spend', 0, 200],
  ['spend', 20, 200],
  ['spend', 20, 200],
  ['over', 20, 429],
] as const;
const drained = spent.map(([step, , status]) => [step, 0, status] as const);

describe('a sliding window', () => {
  test('gives back what left it', () => {
    const events = history(
      ...spent,
      ['returned', 62, 200],
      ['returned', 62, 200],
      ['returned-over', 62, 429],
    );
    expect(verdicts(sliding, events)).toEqual(['holds']);
  });

  test('gives back no more', () => {
    const events = history(
      ...spent,
      ['returned', 62, 200],
      ['returned', 62, 200],
      ['returned-over', 62, 200],
    );
    expect(verdicts(sliding, events)).toEqual(['violated']);
  });

  test('gives it back in time', () => {
    const events = history(...spent, ['returned', 62, 429], ['returned-over', 62, 429]);
    expect(verdicts(sliding, events)).toEqual(['violated']);
  });

  test('is not judged by parts of a second', () => {
    const events = history(...spent, ['returned', 60, 429], ['returned-over', 60, 429]);
    expect(verdicts(sliding, events)).toEqual(['holds']);
  });
});

describe('a bucket', () => {
  test('holds what flowed in meanwhile', () => {
    const events = history(
      ...drained,
      ['returned', 30, 200],
      ['returned', 30, 200],
      ['returned-over', 30, 429],
    );
    expect(verdicts(bucket, events)).toEqual(['holds']);
  });

  test('is not full at once', () => {
    const events = history(
      ...drained,
      ['returned', 30, 200],
      ['returned', 30, 200],
      ['returned-over', 30, 200],
    );
    expect(verdicts(bucket, events)).toEqual(['violated']);
  });

  test('does not stay empty', () => {
    expect(verdicts(bucket, history(...drained, ['returned', 30, 429], ['returned-over', 30, 429]))).toEqual([
      'violated',
    ]);
  });
});

test('silence proves nothing', () => {
  const events = history(...spent, ['returned', 62, 503], ['returned-over', 62, 429]);
  expect(verdicts(sliding, events)).toEqual(['untestable']);
  expect(verdicts(sliding, history(...spent))).toEqual(['untestable']);
});

test('fixed windows are the business of another rule', () => {
  expect(rlGradualRefill.applies(tinyModel(document('fixed-window')))).not.toBe(true);
  expect(rlGradualRefill.applies(sliding)).toBe(true);
});
