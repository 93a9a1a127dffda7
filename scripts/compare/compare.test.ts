import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { model, rule, runOf, verdict } from '../../reports/fixtures.test-data.ts';
import { renderJson } from '../../reports/json.ts';
import type { Outcome, RuleResult } from '../../spec/outcome.ts';
import type { RunResult } from '../../spec/run.ts';
import { runCli } from '../run-cli.test-support.ts';
import { compareReports, exitCodeOfComparison } from './compare-runs.ts';
import { type ReadReport, readReport } from './read-report.ts';
import { renderComparisonMarkdown, renderComparisonText } from './render.ts';

const folder = mkdtempSync(join(tmpdir(), 'authproof-compare-'));
afterAll(() => rmSync(folder, { recursive: true }));
const written = (name: string, runs: readonly RunResult[]): string => {
  const path = join(folder, name);
  writeFileSync(path, renderJson(runs.map((run) => ({ run, model }))));
  return path;
};
const report = (file: string, rules: readonly RuleResult[], change: Partial<RunResult> = {}): ReadReport => ({
  format: 'authproof-run-result',
  version: 1,
  file,
  runs: [{ ...runOf(rules, change), exchanges: [] }],
});
const of = (outcome: Outcome, change = {}) => rule('token-revoked-refused', [verdict(outcome, change)]);
const compare = (before: readonly RuleResult[], after: readonly RuleResult[]) =>
  compareReports(report('a.json', before), report('b.json', after));

describe('one case', () => {
  test.each([
    ['pass', 'fail', 'newly-failing', 1],
    ['untestable', 'fail', 'newly-failing', 1],
    ['warn', 'fail', 'newly-failing', 1],
    ['pass', 'untestable', 'withdrawn', 4],
    ['fail', 'untestable', 'withdrawn', 4],
    ['pass', 'not-applicable', 'withdrawn', 4],
    ['pass', 'error', 'withdrawn', 4],
    ['pass', 'warn', 'newly-warning', 0],
    ['fail', 'warn', 'changed', 0],
    ['fail', 'pass', 'newly-passing', 0],
    ['untestable', 'pass', 'newly-judged', 0],
    ['pass', 'info', 'withdrawn', 4],
    ['fail', 'info', 'withdrawn', 4],
    ['info', 'info', undefined, 0],
    ['pass', 'pass', undefined, 0],
    ['fail', 'fail', undefined, 0],
    ['untestable', 'not-applicable', undefined, 0],
  ] as const)('%s, then %s: %s, exit code %d', (before, after, kind, code) => {
    const comparison = compare([of(before)], [of(after)]);
    expect(comparison.changes.map((change) => change.kind)).toEqual(kind === undefined ? [] : [kind]);
    expect(exitCodeOfComparison(comparison, false)).toBe(code);
  });
});

test('under --strict a new warning counts', () => {
  expect(exitCodeOfComparison(compare([of('pass')], [of('warn')]), true)).toBe(1);
});

test('a rule that is untestable as a whole is withdrawn once, with the reason and where it stands', () => {
  const before = rule('token-revoked-refused', [
    verdict('pass', { case: 'a' }),
    verdict('fail', { case: 'b' }),
  ]);
  const after = of('untestable', { case: 'all', observed: 'no console URL', evidence: [7] });
  expect(compare([before], [after]).changes).toEqual([
    expect.objectContaining({
      kind: 'withdrawn',
      case: '',
      reason: 'no console URL',
      evidence: { file: 'b.json', pointer: '/runs/0/rules/0/verdicts/0', exchanges: [7] },
    }),
  ]);
});

test('a case that does not arise any more is told, and points into the first report', () => {
  const before = rule('token-revoked-refused', [
    verdict('pass', { case: 'a' }),
    verdict('pass', { case: 'b' }),
  ]);
  const after = rule('token-revoked-refused', [verdict('pass', { case: 'a' })]);
  const comparison = compare([before], [after]);
  expect(comparison.changes).toEqual([
    expect.objectContaining({
      kind: 'withdrawn',
      case: 'b',
      evidence: expect.objectContaining({ file: 'a.json' }),
    }),
  ]);
  expect(exitCodeOfComparison(comparison, false)).toBe(4);
});

test('rules that are gone, new, or mean something else', () => {
  const other = rule('token-shown-once', [verdict('pass')]);
  const gone = compare([of('pass'), other], [of('pass')]);
  expect(gone.changes.map(({ kind, rule }) => [kind, rule])).toEqual([['rule-gone', 'token-shown-once']]);
  expect(exitCodeOfComparison(gone, false)).toBe(4);
  expect(compare([of('pass')], [of('pass'), other]).changes.map(({ kind }) => kind)).toEqual(['new-rule']);
  const failing = compare([of('pass')], [of('pass'), rule('token-shown-once', [verdict('fail')])]);
  expect(failing.changes.map(({ kind }) => kind)).toEqual(['newly-failing', 'new-rule']);
  const softer = compare([of('pass')], [{ ...of('pass'), level: 'SHOULD' }]);
  expect(softer.changes[0]).toMatchObject({ kind: 'changed', reason: 'level of the rule' });
  expect(exitCodeOfComparison(softer, false)).toBe(0);
});

test('differences between the runs themselves are told', () => {
  const { notes } = compareReports(
    report('a', [of('pass')]),
    report('b', [of('pass')], { tool: { name: 'authproof', version: '9.0.0' }, strict: true }),
  );
  expect(notes).toEqual([
    'the tool differs: authproof 0.1.0, then authproof 9.0.0',
    'the grading differs: usual, then strict',
  ]);
});

test('documents: none in common is misuse, one less is a loss', () => {
  const spec = { name: 'other', title: 'Other' };
  expect(() => compareReports(report('a', []), report('b', [], { spec }))).toThrow(
    /a is about library, b about other/,
  );
  const two = { ...report('a', []), runs: [...report('a', []).runs, ...report('a', [], { spec }).runs] };
  expect(exitCodeOfComparison(compareReports(two, report('b', [])), false)).toBe(4);
});

test('failures of a document that was not tested before are new ones', () => {
  const both = {
    ...report('b.json', [of('pass')]),
    runs: [
      ...report('b.json', [of('pass')]).runs,
      ...report('b.json', [of('fail')], { spec: { name: 'second', title: 'Second' } }).runs,
    ],
  };
  const comparison = compareReports(report('a.json', [of('pass')]), both);
  expect(comparison.changes.map(({ kind, document }) => [kind, document])).toEqual([
    ['newly-failing', 'second'],
    ['new-document', 'second'],
  ]);
  expect(exitCodeOfComparison(comparison, false)).toBe(1);
});

test('what targets said is escaped', () => {
  const hostile = '<b>|\u001b[31m`x`\n@all';
  const comparison = compare([of('pass')], [of('fail', { observed: hostile })]);
  const text = renderComparisonText(comparison);
  expect(text).toContain('<b>|\\u001b[31m`x`\\n@all');
  expect(text).not.toContain('\u001b');
  const markdown = renderComparisonMarkdown(comparison);
  expect(markdown).not.toMatch(/<b>|@all|`x`/);
  expect(markdown).toContain('&lt;b&gt;\\|');
});

describe('reading', () => {
  test('a file, or the folder it is in', () => {
    const file = written('report.json', [runOf([of('pass')])]);
    expect(readReport(file).runs[0]?.spec.name).toBe('library');
    expect(readReport(folder).file).toBe(file);
  });

  test.each([
    ['{', /#: is not JSON/],
    ['{"log":{}}', /#: is not a JSON report of authproof/],
    ['{"format":"authproof-run-result","version":2,"runs":[]}', /#\/version: .*format version/],
    ['{"format":"authproof-run-result","version":1,"runs":[{}]}', /#\/runs\/0: /],
  ])('%s is refused', (text, message) => {
    const path = join(folder, 'broken.json');
    writeFileSync(path, text);
    expect(() => readReport(path)).toThrow(message);
  });

  test('a folder without one says how to get it', () => {
    expect(() => readReport(join(folder, 'none'))).toThrow(/cannot be read \(ENOENT\)/);
    expect(() => readReport(mkdtempSync(join(folder, 'empty-')))).toThrow(/report json/);
  });
});

test('the command: data alone on stdout, and its own exit codes', async () => {
  const before = written('before.json', [runOf([of('pass')])]);
  const after = written('after.json', [runOf([of('fail')])]);
  const run = await runCli(['compare', before, after, '--json']);
  expect(run.code).toBe(1);
  expect(JSON.parse(run.stdout)).toMatchObject({
    format: 'authproof-comparison',
    changes: [{ kind: 'newly-failing' }],
  });
  expect(run.stderr).toBe('');
});
