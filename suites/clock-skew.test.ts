import { expect, test } from 'vitest';
import type { Exchange, History, HistoryEvent } from '../spec/history.ts';
import { clockSkewOf } from './clock-skew.ts';

const start = Date.parse('2026-01-05T09:00:00.000Z');

/** An exchange whose answer says what a clock shows that is so many seconds ahead. */
function answered(seq: number, aheadSeconds: number, tookMs = 100): Exchange {
  const startedMs = seq * 1000;
  const trueMs = start + startedMs + tookMs / 2 + aheadSeconds * 1000;
  return {
    kind: 'exchange',
    seq,
    experiment: 'any',
    role: 'probe',
    step: 'x',
    case: '',
    presented: [],
    detail: {},
    request: { method: 'GET', url: 'https://api.example/', headers: [] },
    response: { status: 200, headers: [], body: '', dateMs: Math.floor(trueMs / 1000) * 1000 },
    startedMs,
    endedMs: startedMs + tookMs,
    transport: 'client',
  };
}

function historyOf(events: readonly HistoryEvent[], control = false): History {
  return {
    version: 1,
    spec: { name: 'x', title: 'X' },
    startedAt: new Date(start).toISOString(),
    target: { baseUrl: 'https://api.example', control },
    events,
  };
}

test.each([0, 90, -7200])('a clock that is %d s ahead', (ahead) => {
  const skew = clockSkewOf(historyOf([1, 2, 3, 4, 5].map((seq) => answered(seq, ahead))));
  expect(Math.abs((skew?.seconds ?? Number.NaN) - ahead)).toBeLessThanOrEqual(skew?.uncertaintySeconds ?? 0);
  expect(skew?.samples).toBe(5);
  expect(skew?.exceeded).toBe(Math.abs(ahead) > 60);
});

test('one answer that is far off does not count', () => {
  const events = [answered(1, 0), answered(2, 0), answered(3, 86_400)];
  expect(Math.abs(clockSkewOf(historyOf(events))?.seconds ?? 99)).toBeLessThan(1);
});

test('a long way makes it uncertain, and uncertain is not beyond the tolerance', () => {
  const skew = clockSkewOf(historyOf([answered(1, 62, 8000)]));
  expect(skew?.uncertaintySeconds).toBe(4.5);
  expect(skew?.exceeded).toBe(false);
});

test('the tolerance is the one given', () => {
  expect(clockSkewOf(historyOf([answered(1, 10)]), 5)?.exceeded).toBe(true);
});

test('clocks that tests move, and answers without Date, say nothing', () => {
  expect(clockSkewOf(historyOf([answered(1, 0)], true))).toBeUndefined();
  expect(clockSkewOf(historyOf([]))).toBeUndefined();
});
