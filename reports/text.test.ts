import { describe, expect, test } from 'vitest';
import { everyKindOfEvent, exchange } from '../spec/history.test-data.ts';
import { rule, verdict } from './fixtures.test-data.ts';
import { duration, exchangeLine, exchangesBySeq, line, troubledRules, verdictsOf, visible } from './text.ts';

describe('visible', () => {
  test.each([
    ['an escape sequence', '\u001b[31m', '\\u001b[31m'],
    ['a C1 control', '\u009b', '\\u009b'],
    ['a bidirectional override', '\u202e', '\\u202e'],
    ['a zero-width space', '\u200b', '\\u200b'],
    ['a carriage return', '\r', '\\u000d'],
    ['a lone surrogate', 'a\ud800b', 'a\\ud800b'],
  ])('shows %s as an escape', (_name, text, expected) => {
    expect(visible(text)).toBe(expected);
  });

  test('leaves ordinary text, line feeds, emoji and aliases', () => {
    const text = 'Grüße 你好 👍\n\t⟦token#3⟧';
    expect(visible(text)).toBe(text);
  });
});

test('line is one line and bounded', () => {
  expect(line('a\nb\tc')).toBe('a\\nb\\tc');
  expect(line('x'.repeat(500), 10)).toBe(`${'x'.repeat(10)}…`);
});

test('duration', () => {
  expect([480, 1234, 125_000].map(duration)).toEqual(['480 ms', '1.2 s', '2 min 5 s']);
});

test('an exchange in one line names the answer, or why there is none', () => {
  expect(exchangeLine(exchange(42))).toBe('#42 GET https://library.example/v1/books → 200 (probe, token#3)');
  expect(exchangeLine(exchangesBySeq(everyKindOfEvent).get(6)!)).toContain('→ reset (');
});

test('rules to look at come worst first, passing ones not at all', () => {
  const rules = [rule('a', [verdict('pass')]), rule('b', [verdict('warn')]), rule('c', [verdict('fail')])];
  expect(troubledRules(rules).map((each) => each.rule)).toEqual(['c', 'b']);
});

test('a rule without verdicts gets one that says so', () => {
  expect(verdictsOf(rule('a', []))).toMatchObject([
    { rule: 'a', outcome: 'untestable', observed: 'no case was judged' },
  ]);
});
