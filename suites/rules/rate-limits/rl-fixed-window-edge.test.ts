import { expect, test } from 'vitest';
import type { HistoryEvent } from '../../../spec/history.ts';
import { exchange, fact, tinyModel, verdicts } from '../../judging/history.test-data.ts';
import { rlFixedWindowEdge } from './rl-fixed-window-edge.ts';

const label = 'tide on GET /tides';
const modelWith = (tier: string) =>
  tinyModel(`
openapi: 3.1.0
info: {title: Library, version: '1'}
servers: [{url: http://library.example}]
components: {securitySchemes: {key: {type: apiKey, in: header, name: X-API-Key, x-auth-credential: {}}}}
paths:
  /tides:
    get:
      x-auth-tiers: {tide: {limit: 10, window: PT20S, per: credential, ${tier}}}
      security: [{key: []}]
      responses: {'200': {description: Tides}, '429': {description: Slow}}
x-auth-fixtures: {tenants: [north]}
`);

interface Crossing {
  /** Passed after the end of the window. */
  readonly after: number;
  readonly rung?: 'hook' | 'wait';
  /** From the first request before the end to the last after it, on the harness's clock. */
  readonly tookMs?: number;
}

/** A whole budget up to the end of a window, two seconds, and some more of the next. */
function crossing({ after, rung = 'hook', tookMs = 100 }: Crossing): readonly HistoryEvent[] {
  const send = (seq: number, step: string, startedMs: number, status = 200) =>
    exchange(seq, {
      experiment: 'limit-edge',
      step,
      operation: 'GET /tides',
      case: label,
      status,
      startedMs,
      endedMs: startedMs,
      detail: { tier: label },
    });
  const wait = (seq: number, advancedSeconds: number) =>
    fact(seq, { fact: 'clock', advancedSeconds, rung, experiment: 'limit-edge' });
  return [
    send(1, 'open', 0),
    wait(2, 18),
    ...Array.from({ length: 9 }, (_, index) => send(index + 3, 'before-edge', 1000)),
    wait(12, 2),
    ...Array.from({ length: after }, (_, index) => send(index + 13, 'after-edge', 1000 + tookMs)),
    send(13 + after, 'after-edge', 1000 + tookMs, 429),
  ];
}
const outcome = (tier: string, way: Crossing) =>
  verdicts(rlFixedWindowEdge, modelWith(tier), ...crossing(way)).map((text) => text.slice(label.length + 2));

test('a sliding counter that weighs the previous window lets some trickle back', () => {
  const sliding = 'algorithm: sliding-window';
  expect(outcome(sliding, { after: 1 })).toEqual(['holds']);
  expect(outcome(sliding, { after: 3 })).toEqual(['holds']);
  expect(outcome(sliding, { after: 4 })).toEqual(['violated']);
});

test('a bucket fills while requests are sent', () => {
  const bucket = 'algorithm: token-bucket';
  expect(outcome(bucket, { after: 4 })).toEqual(['violated']);
  expect(outcome(bucket, { after: 6, tookMs: 6000 })).toEqual(['holds']);
  expect(outcome(bucket, { after: 7, tookMs: 6000 })).toEqual(['violated']);
});

test('where sending takes so long that a whole budget may come back, nothing is judged', () => {
  expect(outcome('algorithm: token-bucket', { after: 10, tookMs: 16_000 })).toEqual(['noted']);
});

test('a real wait is not counted twice', () => {
  expect(outcome('algorithm: token-bucket', { after: 4, rung: 'wait', tookMs: 2000 })).toEqual(['violated']);
});

test('an algorithm that the document does not state is not judged', () => {
  expect(outcome('algorithm: fixed-window', { after: 9 })).toEqual(['noted']);
  for (const grade of ['assumed', 'open'])
    expect(
      outcome(`algorithm: sliding-window, x-auth-source: {algorithm: LB-1 ${grade}}`, { after: 9 }),
    ).toEqual(['noted']);
  expect(outcome('algorithm: sliding-window, x-auth-source: LB-1', { after: 9 })).toEqual(['violated']);
});
