import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Outcome } from '../../spec/outcome.ts';
import type { RunResult } from '../../spec/run.ts';
import { deviations, type Expected, readExpected } from './expectation.ts';

const found = (...verdicts: readonly [rule: string, ofCase: string, outcome: Outcome][]): RunResult =>
  ({
    experiments: [],
    rules: verdicts.map(([rule, ofCase, outcome]) => ({
      verdicts: [{ rule, case: ofCase, outcome, observed: 'seen' }],
    })),
  }) as unknown as RunResult;
const known = (parts: Partial<Expected> = {}): readonly Expected[] => [
  { rule: 'a', outcome: 'fail', cases: ['x'], because: 'so', source: 'there', ...parts },
];

test.each<[string, RunResult, readonly Expected[], readonly string[]]>([
  ['what is known', found(['a', 'x', 'fail'], ['b', 'x', 'pass'], ['c', 'x', 'info']), known(), []],
  ['a new rule', found(['a', 'x', 'fail'], ['b', 'y', 'warn']), known(), ['new: warn b [y]: seen']],
  ['a new case', found(['a', 'x', 'fail'], ['a', 'y', 'fail']), known(), ['new: fail a [y]: seen']],
  ['every case', found(['a', 'x', 'fail'], ['a', 'y', 'fail']), known({ cases: 'all' }), []],
  ['one that is gone', found(['a', 'x', 'pass']), known(), ['gone: fail a [x]']],
  ['all that are gone', found(['a', 'x', 'pass']), known({ cases: 'all' }), ['gone: fail a']],
  [
    'another outcome',
    found(['a', 'x', 'untestable']),
    known(),
    ['new: untestable a [x]: seen', 'gone: fail a [x]'],
  ],
  ['one that comes and goes', found(), known({ sometimes: true }), []],
  ['one of another configuration', found(), known({ in: ['other'] }), []],
  ['one of this configuration', found(), known({ in: ['this'] }), ['gone: fail a [x]']],
])('%s', (_, run, expected, told) => {
  expect(deviations(run, 'this', expected)).toEqual(told);
});

test('an entry without its reason is refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'authproof-expected-'));
  const file = join(folder, 'expected.yaml');
  try {
    writeFileSync(file, 'findings: [{rule: a, outcome: fail, cases: all, because: so, source: there}]');
    expect(readExpected(file)).toHaveLength(1);
    writeFileSync(file, 'findings: [{rule: a, outcome: fail, cases: all, source: there}]');
    expect(() => readExpected(file)).toThrow("#/findings/0 must have required property 'because'");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
