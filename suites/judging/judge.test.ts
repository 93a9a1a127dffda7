import { describe, expect, test } from 'vitest';
import type { Finding, Rule } from '../rule.ts';
import { acceptance, denial } from './findings.ts';
import { exchange, history, note, tinyModel } from './history.test-data.ts';
import { judge, judgeRule } from './judge.ts';
import { View } from './view.ts';

const model = tinyModel();
const rule = (change: Partial<Rule> = {}): Rule => ({
  id: 'probe-is-judged',
  title: 'A probe',
  level: 'MUST',
  family: 'authentication',
  statements: ['ST-1'],
  sources: ['RFC 9110 §11.4'],
  experiments: [],
  rationale: '',
  falsePositives: '',
  applies: () => true,
  judge: () => [],
  ...change,
});
const finding = (verdict: Finding['verdict'], change: Partial<Finding> = {}): Finding => ({
  case: 'a',
  verdict,
  expected: 'x',
  observed: 'y',
  evidence: [],
  ...change,
});
const outcomeOf = (change: Partial<Rule>, ...events: Parameters<typeof history>) =>
  judgeRule(new View(model, history(...events)), rule(change), false).outcome;

describe('what becomes of a rule', () => {
  test.each<[string, Partial<Rule>, string]>([
    ['holds', { judge: () => [finding('holds')] }, 'pass'],
    ['violated MUST', { judge: () => [finding('violated')] }, 'fail'],
    ['violated SHOULD', { level: 'SHOULD', judge: () => [finding('violated')] }, 'warn'],
    [
      'violated on an assumption',
      { judge: () => [finding('violated', { grounds: [{ statement: 'A', basis: 'assumed' }] })] },
      'warn',
    ],
    [
      'violated on an open fact',
      { judge: () => [finding('violated', { grounds: [{ statement: 'A', basis: 'open' }] })] },
      'info',
    ],
    ['noted', { judge: () => [finding('noted')] }, 'info'],
    ['untestable', { judge: () => [finding('untestable'), finding('holds', { case: 'b' })] }, 'untestable'],
    [
      'not applicable',
      { applies: () => 'no such feature', judge: () => [finding('violated')] },
      'not-applicable',
    ],
    ['no case arose', { judge: () => [] }, 'untestable'],
    [
      'the rule broke',
      {
        judge: () => {
          throw new Error('oops');
        },
      },
      'error',
    ],
  ])('%s', (_, change, expected) => {
    expect(outcomeOf(change)).toBe(expected);
  });

  test('an experiment that broke makes its rules error, even if they found something', () => {
    const change = { experiments: ['anonymous-calls'], judge: () => [finding('violated')] };
    expect(
      outcomeOf(change, note(1, { experiment: 'anonymous-calls', note: 'broke', message: 'reset' })),
    ).toBe('error');
  });

  test('an experiment that lacks a means leaves its rules untestable beside what they found', () => {
    const change = { experiments: ['anonymous-calls'], judge: () => [finding('holds')] };
    expect(
      outcomeOf(change, note(1, { experiment: 'anonymous-calls', note: 'lacking', message: 'no clock' })),
    ).toBe('untestable');
  });
});

describe('a denial', () => {
  const judged = (...events: Parameters<typeof history>) => {
    const view = new View(model, history(...events));
    const probe = view.exchanges({ step: 'probe' })[0];
    return probe === undefined ? undefined : denial(view, probe, { statuses: [401] });
  };
  const control = (status: number) => exchange(1, { step: 'control', role: 'control', status });

  test('holds with a control that succeeded', () => {
    expect(judged(control(200), exchange(2, { control: 1, status: 401 }))?.verdict).toBe('holds');
  });
  test('is violated by acceptance and by another refusal', () => {
    expect(judged(control(200), exchange(2, { control: 1, status: 200 }))?.verdict).toBe('violated');
    expect(judged(control(200), exchange(2, { control: 1, status: 403 }))?.verdict).toBe('violated');
  });
  test.each([401, 404, 429, 500, 0])('proves nothing if the control came to %i', (status) => {
    expect(judged(control(status), exchange(2, { control: 1, status: 401 }))?.verdict).toBe('untestable');
  });
  test('proves nothing without a control', () => {
    expect(judged(exchange(2, { status: 401 }))?.verdict).toBe('untestable');
  });
  test.each([429, 0])('an answer of %i is no refusal', (status) => {
    expect(judged(control(200), exchange(2, { control: 1, status }))?.verdict).toBe('untestable');
  });
});

test('acceptance: 2xx holds, a refusal violates, 429 and silence prove nothing', () => {
  expect([200, 204, 401, 429, 0].map((status) => acceptance(exchange(1, { status })).verdict)).toEqual([
    'holds',
    'holds',
    'violated',
    'untestable',
    'untestable',
  ]);
});

test('the same history gives the same verdicts', () => {
  const events = [exchange(1, { step: 'control', status: 200 }), exchange(2, { control: 1, status: 401 })];
  const rules = [
    rule({
      judge: (view) =>
        view.exchanges({ step: 'probe' }).map((probe) => denial(view, probe, { statuses: [401] })),
    }),
  ];
  const first = judge(model, history(...events), rules, { strict: false });
  expect(judge(model, JSON.parse(JSON.stringify(history(...events))), rules, { strict: false })).toEqual(
    first,
  );
});

test('a part that an experiment could not try is told, never left out', () => {
  const change = { experiments: ['anonymous-calls'], judge: () => [finding('holds')] };
  expect(
    outcomeOf(change, note(1, { experiment: 'anonymous-calls', about: 'GET /books', message: 'nobody may' })),
  ).toBe('untestable');
});

test('a departure is stale only where every case was judged and none departs', () => {
  const departure = { rule: 'probe-is-judged', from: 'RFC 9110 §11.4', because: 'so it is', facts: {} };
  const departing = { ...model, departures: new Map([['probe-is-judged', departure]]) };
  const judged = (...findings: readonly Finding[]) =>
    judgeRule(new View(departing, history()), rule({ judge: () => findings }), false).verdicts.map(
      ({ case: name, outcome }) => `${name}: ${outcome}`,
    );
  expect(judged(finding('holds'))).toEqual(['a: pass', 'departure: fail']);
  expect(judged(finding('holds'), finding('untestable', { case: 'b' }))).toEqual([
    'a: pass',
    'b: untestable',
  ]);
  expect(judged(finding('violated'))).toEqual(['a: info']);
});
