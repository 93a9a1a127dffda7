import { describe, expect, test } from 'vitest';
import { exemptFile, exemptions, ignorer } from './mock/exempt.ts';
import { type Result, summary, survivors } from './mock/results.ts';
import * as verdicts from './verdicts/report.ts';

describe('what is not tried', () => {
  const call = (name: string) => ({ type: 'CallExpression', callee: { name } });

  test('the reason of a refusal, not its cause', () => {
    const place = { listKey: 'arguments', parent: call('refuse') };
    expect(ignorer.shouldIgnore({ ...place, key: 1 })).toBe(exemptions.reason);
    expect(ignorer.shouldIgnore({ ...place, key: 0 })).toBeUndefined();
    expect(ignorer.shouldIgnore({ ...place, key: 1, parent: call('given') })).toBeUndefined();
  });

  test('the text of an error', () => {
    const thrown = { type: 'NewExpression', callee: { name: 'UsageError' } };
    expect(ignorer.shouldIgnore({ listKey: 'arguments', key: 0, parent: thrown })).toBe(exemptions.message);
    const made = { type: 'NewExpression', callee: { name: 'Map' } };
    expect(ignorer.shouldIgnore({ listKey: 'arguments', key: 0, parent: made })).toBeUndefined();
  });

  test('a member that holds a reason', () => {
    const member = (name: string) => ({ type: 'ObjectProperty', key: { name } });
    expect(ignorer.shouldIgnore({ key: 'value', parent: member('reason') })).toBe(exemptions.reason);
    expect(ignorer.shouldIgnore({ key: 'value', parent: member('cause') })).toBeUndefined();
  });

  test('the journal', () => {
    expect(exemptFile('mock/state/journal.ts')).toBe(exemptions.journal);
    expect(exemptFile('mock/state/limiter.ts')).toBeUndefined();
  });
});

describe('the figures', () => {
  const result = (status: Result['status'], line: number): Result => ({
    key: `mock/a.ts:${line}`,
    file: 'mock/a.ts',
    line,
    mutator: 'BooleanLiteral',
    original: 'true',
    replacement: 'false',
    status,
    notices: [],
    seconds: 1,
  });

  test('count what no request passes as not noticed', () => {
    const text = summary([
      result('failed', 1),
      result('survived', 2),
      result('no-coverage', 3),
      result('crash', 4),
    ]);
    expect(text).toContain('| all | 4 | 1 | 0 | 1 | 0 | 1 | 1 | 50 % |');
  });

  test('show the survivors as a diff', () => {
    const text = survivors([result('failed', 1), result('survived', 2)]);
    expect(text).toBe('mock/a.ts:2 BooleanLiteral\n- true\n+ false');
  });

  test('of StrykerJS leave out what was not tried', () => {
    const mutant = (status: string) => ({
      mutatorName: 'BooleanLiteral',
      replacement: 'false',
      status,
      location: { start: { line: 1, column: 1 } },
    });
    const files = {
      'suites/a/b.ts': { source: 'f(true);', mutants: ['Killed', 'Survived', 'Ignored'].map(mutant) },
    };
    const text = verdicts.summary(verdicts.readReport(JSON.stringify({ files })));
    expect(text).toContain('suites/a/b.ts:1:1 BooleanLiteral\n- f(true);\n+ false');
    expect(text).toContain('| all | 3 | 1 | 0 | 0 | 1 | 0 | 1 | 50 % |');
    expect(() => verdicts.readReport('{}')).toThrow('no report');
  });
});
