import { expect, test } from 'vitest';
import { generalRuleOf, statementOf } from '../../spec/statements.ts';
import { experimentById } from '../experiments/index.ts';
import { rules } from './index.ts';

// Other people's baselines and reports name rules: an id never changes its meaning.
test('ids, levels and cites stay as they are', async () => {
  const lines = rules.map(({ id, level, statements, general = [], sources }) =>
    [id, level, statements.join(' '), general.join(' '), sources.join('; ')].join(' | '),
  );
  await expect(`${lines.sort().join('\n')}\n`).toMatchFileSnapshot('./rules.snapshot.txt');
});

test('every rule names what exists', () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const rule of rules) {
    for (const id of rule.statements) expect(statementOf(id), `${rule.id}: ${id}`).toBeDefined();
    for (const slug of rule.general ?? []) expect(generalRuleOf(slug), `${rule.id}: ${slug}`).toBeDefined();
    for (const id of rule.experiments) expect(experimentById(id), `${rule.id}: ${id}`).toBeDefined();
    const cites = [...rule.statements, ...rule.sources, ...(rule.general ?? [])];
    expect(cites.length > 0 || generalRuleOf(rule.id) !== undefined, `${rule.id} cites nothing`).toBe(true);
    expect(rule.falsePositives.length, rule.id).toBeGreaterThan(3);
  }
});
