import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../spec/history.ts';
import type { Citation } from '../../spec/model.ts';
import {
  acceptance,
  answeredFinding,
  closedOn,
  type DenialExpectation,
  denial,
  finding,
  requestText,
  statusText,
  succeeded,
  unanswered,
} from './findings.ts';
import { exchange, history, tinyModel } from './history.test-data.ts';
import { View } from './view.ts';

const grounds: readonly Citation[] = [{ statement: 'ST-1', basis: 'assumed' }];
const lost = (change: Partial<Exchange> = {}): Exchange => ({
  ...exchange(1, { status: 0 }),
  failure: { kind: 'reset', message: 'gone' },
  ...change,
});

test.each([
  [199, false],
  [200, true],
  [299, true],
  [300, false],
  [0, false],
])('%i succeeded: %s', (status, expected) => {
  expect(succeeded(exchange(1, { status }))).toBe(expected);
});

test('an exchange in words', () => {
  expect(statusText(undefined)).toBe('nothing was sent');
  expect(statusText(exchange(1, { status: 401 }))).toBe('401');
  expect(statusText(lost())).toBe('no answer (reset)');
  const { failure: _, ...silent } = lost();
  expect(statusText(silent)).toBe('no answer (unknown)');
  expect(requestText(exchange(1))).toBe('GET /books');
  const { operation: __, ...strange } = exchange(1, { method: 'PUT', path: '/odd?x=1' });
  expect(requestText(strange)).toBe('PUT /odd');
});

describe('unanswered', () => {
  test.each([
    [429, 'rate limited (429)'],
    [502, 'a gateway failed (502)'],
    [503, 'the service was unavailable (503)'],
    [504, 'a gateway got no answer in time (504)'],
    [200, undefined],
    [401, undefined],
    [500, undefined],
  ])('%i: %s', (status, text) => {
    expect(unanswered(exchange(1, { status }))).toBe(text);
    expect(unanswered(exchange(1, { status }), [status])).toBeUndefined();
  });
  test('the first of several that was', () => {
    const several = [undefined, exchange(1), lost(), exchange(3, { status: 429 })];
    expect(unanswered(several)).toBe('no answer (reset)');
    expect(unanswered(several, [0])).toBe('rate limited (429)');
    expect(unanswered([undefined, exchange(1)])).toBeUndefined();
  });
});

test('a connection is closed on a raw request that was reset, and on no other', () => {
  expect(closedOn(lost({ transport: 'raw' }))).toBe(true);
  expect(closedOn(lost())).toBe(false);
  expect(closedOn(lost({ transport: 'raw', failure: { kind: 'timeout', message: '' } }))).toBe(false);
  expect(closedOn({ ...exchange(1), transport: 'raw' })).toBe(false);
});

describe('a denial tells', () => {
  const judged = (
    probe: number,
    expectation: Partial<DenialExpectation> = {},
    control: number | undefined = 200,
    name = 'GET /books × Guest',
  ) => {
    const events = [
      ...(control === undefined ? [] : [exchange(1, { step: 'control', status: control })]),
      exchange(2, { case: name, status: probe, ...(control === undefined ? {} : { control: 1 }) }),
    ];
    const view = new View(tinyModel(), history(...events));
    return denial(view, view.exchanges({ step: 'probe' })[0]!, { statuses: [401, 404], ...expectation });
  };
  const base = { case: 'GET /books × Guest', expected: 'refused with 401 or 404', evidence: [1, 2] };

  test('what was refused', () => {
    expect(judged(404)).toEqual({ ...base, verdict: 'holds', observed: 'refused with 404' });
  });
  test('what was accepted, and what was answered otherwise', () => {
    expect(judged(204)).toEqual({ ...base, verdict: 'violated', observed: 'accepted with 204' });
    expect(judged(500)).toEqual({ ...base, verdict: 'violated', observed: 'answered 500' });
  });
  test('why it proves nothing', () => {
    expect(judged(401, {}, 403)).toEqual({
      ...base,
      verdict: 'untestable',
      observed: 'the positive control did not succeed (403), so a refusal proves nothing',
    });
    expect(judged(503)).toEqual({
      ...base,
      verdict: 'untestable',
      observed: 'the service was unavailable (503)',
    });
    const view = new View(tinyModel(), history(exchange(2, { status: 401 })));
    expect(denial(view, view.exchanges()[0]!, { statuses: [401] })).toMatchObject({
      verdict: 'untestable',
      evidence: [2],
      observed: 'the experiment sent no positive control',
    });
  });
  test('a refusal by a status that else says nothing, where it is expected', () => {
    expect(judged(429, { statuses: [429] }).verdict).toBe('holds');
  });
  test('what is wrong with the refusal', () => {
    expect(judged(401, { also: () => 'no challenge' })).toEqual({
      ...base,
      verdict: 'violated',
      observed: 'no challenge',
    });
    expect(judged(401, { also: () => undefined }).verdict).toBe('holds');
  });
  test('its own words and grounds, if it has some', () => {
    expect(judged(401, { case: 'c', expected: 'e', grounds })).toMatchObject({
      case: 'c',
      expected: 'e',
      grounds,
    });
    expect(judged(401)).not.toHaveProperty('grounds');
    expect(judged(401, {}, 200, '').case).toBe('GET /books');
  });
});

describe('an acceptance tells', () => {
  const base = { case: 'case 1', expected: 'accepted (2xx)', evidence: [1] };
  test('what was accepted, what was refused, what proves nothing', () => {
    expect(acceptance(exchange(1, { status: 201 }))).toEqual({
      ...base,
      verdict: 'holds',
      observed: 'accepted with 201',
    });
    expect(acceptance(exchange(1, { status: 401 }))).toEqual({
      ...base,
      verdict: 'violated',
      observed: 'refused with 401',
    });
    expect(acceptance(exchange(1, { status: 502 }))).toEqual({
      ...base,
      verdict: 'untestable',
      observed: 'a gateway failed (502)',
    });
  });
  test('its own words, grounds and evidence, if it has some', () => {
    const options = { case: 'c', expected: 'e', grounds, evidence: [7] };
    expect(acceptance(exchange(1), options)).toEqual({
      case: 'c',
      expected: 'e',
      grounds,
      evidence: [7, 1],
      verdict: 'holds',
      observed: 'accepted with 200',
    });
    expect(acceptance(exchange(1, { case: '' })).case).toBe('GET /books');
    expect(acceptance(exchange(1))).not.toHaveProperty('grounds');
  });
});

test('a plain finding, and one that rests on answers', () => {
  const parts = { case: 'c', expected: 'e', observed: 'o', evidence: [1] };
  expect(finding(true, parts)).toEqual({ ...parts, verdict: 'holds' });
  expect(finding(false, parts)).toEqual({ ...parts, verdict: 'violated' });
  expect(answeredFinding(exchange(1), false, parts)).toEqual({ ...parts, verdict: 'violated' });
  expect(answeredFinding([exchange(1), lost()], true, parts)).toEqual({
    ...parts,
    verdict: 'untestable',
    observed: 'no answer (reset)',
  });
});
