import { describe, expect, test } from 'vitest';
import { historyFromHar, toHar } from '../spec/har.ts';
import { loadFile } from '../spec/load.ts';
import { conclude } from '../suites/conclude.ts';
import { experiments } from '../suites/experiments/index.ts';
import { rules } from '../suites/rules/index.ts';
import { allDocuments, madeUpDocuments } from './documents.ts';
import { runEmbedded } from './embedded-run.ts';
import { tool } from './tool.ts';

const troubled = (run: Awaited<ReturnType<typeof runEmbedded>>) =>
  run.rules.flatMap((rule) =>
    rule.verdicts
      .filter(({ outcome }) => ['fail', 'error', 'untestable', 'warn'].includes(outcome))
      .map((verdict) => `${verdict.outcome} ${rule.rule} [${verdict.case}]: ${verdict.observed}`),
  );

describe('a vendor that nobody has passes mock and suite with no change of code', () => {
  test.each(madeUpDocuments().map((file) => [file]))('%s', async (file) => {
    const run = await runEmbedded({ model: loadFile(file), rules, experiments, strict: true });
    expect(troubled(run)).toEqual([]);
    expect(run.conclusion).toBe('conformant');
  });
});

describe('the worst server that the document allows conforms too', () => {
  test.each(allDocuments().map((file) => [file]))('%s', async (file) => {
    const run = await runEmbedded({
      model: loadFile(file),
      rules,
      experiments,
      strict: true,
      options: { latest: true },
    });
    expect(troubled(run)).toEqual([]);
  });
});

test('a stored history is judged alike', async () => {
  const model = loadFile(allDocuments()[1] ?? '');
  const run = await runEmbedded({ model, rules, experiments, strict: false });
  const stored = JSON.stringify(toHar(run.history, tool));
  const again = conclude(model, historyFromHar(stored, 'history.har'), run.experiments, {
    rules,
    strict: false,
    embedded: true,
    tool,
    durationMs: 0,
  });
  expect(again.rules).toEqual(run.rules);
  expect(again.conclusion).toBe(run.conclusion);
});
