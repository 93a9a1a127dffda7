import { describe, expect, test } from 'vitest';
import type { Basis, Citation } from './model.ts';
import { grade, type Level, worst } from './outcome.ts';

const citing = (...bases: Basis[]): Citation[] =>
  bases.map((basis, index) => ({ statement: `ST-${index}`, basis }));

describe('grade of a violation', () => {
  test.each<[Level, Basis[], 'fail' | 'warn' | 'info', 'fail' | 'warn' | 'info']>([
    ['MUST', [], 'fail', 'fail'],
    ['MUST', ['stated'], 'fail', 'fail'],
    ['MUST', ['assumed'], 'warn', 'fail'],
    ['MUST', ['stated', 'assumed'], 'warn', 'fail'],
    ['MUST', ['open'], 'info', 'info'],
    ['MUST', ['stated', 'open'], 'info', 'info'],
    ['SHOULD', [], 'warn', 'fail'],
    ['SHOULD', ['stated'], 'fail', 'fail'],
    ['SHOULD', ['assumed'], 'warn', 'fail'],
    ['MAY', [], 'info', 'info'],
    ['MAY', ['stated'], 'fail', 'fail'],
  ])('%s on %j is %s, strictly %s', (level, bases, lenient, strict) => {
    expect(grade(level, citing(...bases), false)).toBe(lenient);
    expect(grade(level, citing(...bases), true)).toBe(strict);
  });
});

test('the outcome of a rule is its worst case', () => {
  expect(worst(['pass', 'warn', 'fail', 'untestable'])).toBe('fail');
  expect(worst(['pass', 'untestable', 'warn'])).toBe('untestable');
  expect(worst(['info', 'pass'])).toBe('pass');
  expect(worst([])).toBe('untestable');
});
