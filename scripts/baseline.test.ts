import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { model, rule, runOf, verdict } from '../reports/fixtures.test-data.ts';
import type { RunResult } from '../spec/run.ts';
import { type BaselineEntry, readBaseline } from './baseline.ts';
import { draftBaseline, exitCodeWithBaseline, tellBaseline, withBaseline } from './baseline-outcome.ts';

const folder = mkdtempSync(join(tmpdir(), 'authproof-baseline-'));
afterAll(() => rmSync(folder, { recursive: true }));
const written = (text: string): string => {
  const path = join(folder, 'known.yaml');
  writeFileSync(path, text);
  return path;
};
const ids = ['token-revoked-refused', 'token-shown-once'];

/** Ten times ten times ten … entries out of a few lines. */
const aliasBomb = [
  'a0: &a0 [x, x]',
  ...Array.from({ length: 12 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}*a${n}]`),
].join('\n');

describe('reading', () => {
  test('entries with reason and last day', () => {
    const file = written(
      'expected:\n  - rule: token-revoked-refused\n    case: cached\n    reason: ticket 7\n    until: 2027-03-31\n',
    );
    expect(readBaseline(file, ids).expected).toEqual([
      { rule: 'token-revoked-refused', case: 'cached', reason: 'ticket 7', until: '2027-03-31' },
    ]);
  });

  test.each([
    [
      'expected:\n  - rule: token-revoked-refusd\n',
      /:2:11 #\/expected\/0\/rule: .*Did you mean "token-revoked-refused"/,
    ],
    [
      'expected:\n  - rule: token-shown-once\n    casse: x\n',
      /:3:5 #\/expected\/0: unknown key "casse".*"case"/,
    ],
    ['expected:\n  - rule: token-shown-once\n    until: soon\n', /:3:12 #\/expected\/0\/until: .*2027-03-31/],
    ['expected:\n  - rule: token-shown-once\n    until: 2027-02-30\n', /:3:12 .*no day of the calendar/],
    [
      'expected:\n  - rule: token-shown-once\n  - rule: token-shown-once\n',
      /:3:5 #\/expected\/1: says the same/,
    ],
    ['expected: 3\n', /:1:11 #\/expected: /],
    ['known: []\n', /:1:1 #: /],
    ['expected: [\n', /:\d+:\d+ #: /],
    [aliasBomb, /:1:1 #: .*alias/i],
  ])('%j is refused with its place', (text, message) => {
    expect(() => readBaseline(written(text), ids)).toThrow(message);
  });

  test('a file that is not there', () => {
    expect(() => readBaseline(join(folder, 'none.yaml'), ids)).toThrow(
      /none\.yaml: cannot be read \(ENOENT\)/,
    );
  });
});

const failing = rule('token-revoked-refused', [
  verdict('fail', { case: 'cached' }),
  verdict('pass', { case: 'fresh' }),
]);
const passing = rule('token-shown-once', [verdict('pass')]);
const apply = (expected: readonly BaselineEntry[], rules = [failing, passing], today = '2027-03-31') =>
  withBaseline([{ run: runOf(rules), model }], { file: 'known.yaml', expected }, today).map(({ run }) => run);

describe('comparing', () => {
  test('a known failure is marked and does not fail the run', () => {
    const runs = apply([
      { rule: 'token-revoked-refused', case: 'cached', reason: 'ticket 7', until: '2027-03-31' },
    ]);
    expect(runs[0]?.rules[0]?.verdicts.map(({ known }) => known)).toEqual([
      { reason: 'ticket 7', until: '2027-03-31' },
      undefined,
    ]);
    expect(runs[0]?.baseline).toEqual({ known: 1, unexpected: [], stale: [], expired: [], unjudged: [] });
    expect(exitCodeWithBaseline(runs)).toBe(0);
  });

  test('a case that the entry does not name fails', () => {
    const runs = apply([{ rule: 'token-revoked-refused', case: 'fresh' }]);
    expect(runs[0]?.baseline?.unexpected).toEqual(['token-revoked-refused [cached]']);
    expect(runs[0]?.baseline?.stale).toEqual(['token-revoked-refused [fresh]']);
    expect(exitCodeWithBaseline(runs)).toBe(1);
    expect(tellBaseline(runs)).toHaveLength(2);
  });

  test('the day after the last one the entry excuses nothing', () => {
    const runs = apply([{ rule: 'token-revoked-refused', until: '2027-03-30' }]);
    expect(runs[0]?.baseline?.unexpected).toEqual(['token-revoked-refused [cached]']);
    expect(runs[0]?.baseline?.expired).toEqual(['token-revoked-refused (until 2027-03-30)']);
    expect(exitCodeWithBaseline(runs)).toBe(1);
  });

  test('an entry whose rule this run could not judge is neither stale nor green', () => {
    const runs = apply(
      [{ rule: 'token-shown-once' }],
      [rule('token-shown-once', [verdict('untestable', { case: 'all' })])],
    );
    expect(runs[0]?.baseline?.stale).toEqual([]);
    expect(runs[0]?.baseline?.unjudged).toEqual(['token-shown-once']);
    expect(exitCodeWithBaseline(runs)).toBe(4);
  });

  test('known failures hide no gap', () => {
    const runs = apply(
      [{ rule: 'token-revoked-refused' }],
      [failing, rule('token-shown-once', [verdict('untestable')])],
    );
    expect(exitCodeWithBaseline(runs)).toBe(4);
  });

  test.each([
    ['a ceiling of requests or a human', { cutShort: 'request-ceiling' }],
    ['the target', { stopped: 'the target stopped answering' }],
  ] as const)('a run that %s cut short is not complete for a baseline', (_, change) => {
    const expected = [{ rule: 'token-revoked-refused', case: 'cached' }];
    const compare = (run: RunResult) =>
      withBaseline([{ run, model }], { file: '', expected }, '2027-01-01').map((one) => one.run);
    expect(exitCodeWithBaseline(compare(runOf([failing, passing])))).toBe(0);
    expect(exitCodeWithBaseline(compare(runOf([failing, passing], change)))).toBe(4);
  });

  test('rules that the run was not asked for are left alone', () => {
    const runs = apply([{ rule: 'token-shown-once' }], [rule('other', [verdict('pass')])]);
    expect(runs[0]?.baseline?.stale).toEqual([]);
    expect(exitCodeWithBaseline(runs)).toBe(0);
  });

  test('with several documents an entry is stale only if none still fails', () => {
    const inputs = [
      runOf([failing]),
      runOf([rule('token-revoked-refused', [verdict('pass', { case: 'cached' })])]),
    ];
    const runs = withBaseline(
      inputs.map((run) => ({ run, model })),
      { file: '', expected: [{ rule: 'token-revoked-refused' }] },
      '2027-01-01',
    ).map(({ run }) => run);
    expect(exitCodeWithBaseline(runs)).toBe(0);
  });
});

test('a draft excuses exactly the failures, and hostile names stay data', () => {
  const nasty = rule('token-shown-once', [verdict('fail', { case: 'a: b # c\n  - rule: x' })]);
  const draft = draftBaseline([runOf([failing, nasty])]);
  expect(parse(draft)).toEqual({
    expected: [
      { rule: 'token-revoked-refused', case: 'cached' },
      { rule: 'token-shown-once', case: 'a: b # c\n  - rule: x' },
    ],
  });
  const { expected } = readBaseline(written(draft), ids);
  expect(exitCodeWithBaseline(apply(expected, [failing, nasty]))).toBe(0);
});
