import { expect, it } from 'vitest';
import { exclusions, generalRuleOf, generalRules, statementOf, statements } from './statements.ts';

it('holds every statement once, with text', () => {
  expect(statements).toHaveLength(223);
  expect(new Set(statements.map(({ id }) => id)).size).toBe(223);
  expect(statements.every(({ text, locator }) => text !== '' && locator !== '')).toBe(true);
  expect(
    Map.groupBy(statements, ({ document }) => document)
      .keys()
      .toArray(),
  ).toEqual(['regate', 'regen-therapy', 'bezala', 'cutover', 'codat']);
  expect(statementOf('RG-15')?.document).toBe('regate');
  expect(statementOf('RG-99')).toBeUndefined();
});

it('holds every general rule once, with citation', () => {
  expect(generalRules).toHaveLength(198);
  expect(new Set(generalRules.map(({ slug }) => slug)).size).toBe(198);
  expect(generalRules.every(({ citation, level }) => citation !== '' && level !== '')).toBe(true);
  expect(generalRuleOf('http-401-has-challenge')?.citation).toContain('RFC 9110');
});

it('excludes few, each with a reason', () => {
  for (const [id, reason] of exclusions) {
    expect(statementOf(id) ?? generalRuleOf(id), id).toBeDefined();
    expect(reason.length, id).toBeGreaterThan(40);
  }
  expect(exclusions.size).toBeLessThanOrEqual(10);
});
