import { expect, test } from 'vitest';
import type { Fact } from '../../spec/history.ts';
import type { Verdict } from '../../spec/outcome.ts';
import { httpDatePresentAndSane } from '../rules/header-formats/http-date-present-and-sane.ts';
import { issuedDateTrue } from '../rules/lifecycle/issued-date-true.ts';
import { clockRungOf } from './clock-rung.ts';
import { exchange, history, tinyModel } from './history.test-data.ts';
import { View } from './view.ts';

const clock = (seq: number, experiment: string, rung: 'hook' | 'declared-short' | 'wait'): Fact => ({
  kind: 'fact',
  seq,
  experiment,
  fact: 'clock',
  advancedSeconds: 5,
  rung,
});
const verdict = (change: Partial<Verdict>): Verdict => ({
  rule: issuedDateTrue.id,
  level: 'MUST',
  case: 'x',
  outcome: 'pass',
  expected: '',
  observed: '',
  evidence: [],
  grounds: [],
  cites: [],
  ...change,
});
/** Exchanges with odd numbers are of the rule's experiment. */
const viewOf = (facts: readonly Fact[]): View => {
  const exchanges = [1, 3, 4].map((seq) =>
    exchange(seq, { experiment: seq % 2 === 1 ? 'issue-and-list' : 'other' }),
  );
  return new View(
    tinyModel(),
    history(...[...exchanges, ...facts].toSorted((one, other) => one.seq - other.seq)),
  );
};

test.each([
  ['the clock was moved before', [clock(2, 'issue-and-list', 'hook')], [1, 3], 'hook'],
  ['it was moved afterwards', [clock(4, 'issue-and-list', 'hook')], [1, 3], undefined],
  ['it was moved in another experiment', [clock(2, 'other', 'hook')], [3], undefined],
  ['evidence of another experiment only', [clock(2, 'issue-and-list', 'hook')], [4], undefined],
  [
    'the weakest means counts',
    [
      clock(0, 'issue-and-list', 'hook'),
      clock(2, 'issue-and-list', 'wait'),
      clock(2, 'issue-and-list', 'declared-short'),
    ],
    [3],
    'wait',
  ],
] as const)('%s', (_, facts, evidence, rung) => {
  expect(clockRungOf(viewOf(facts), issuedDateTrue, verdict({ evidence }))).toBe(rung);
});

test('what could not wait says so, passive rules depend on no time', () => {
  const lacking = verdict({ outcome: 'untestable', observed: 'needs 900 s to pass: no clock hook, and …' });
  expect(clockRungOf(viewOf([]), issuedDateTrue, lacking)).toBe('none');
  expect(
    clockRungOf(
      viewOf([clock(0, 'issue-and-list', 'hook')]),
      httpDatePresentAndSane,
      verdict({ evidence: [3] }),
    ),
  ).toBe(undefined);
});
