import { beforeAll, describe, inject, test } from 'vitest';
import { loadFile } from '../spec/load.ts';
import type { RunResult } from '../spec/run.ts';
import { chooseExperiments, chooseRules, type Plan, type PlannedOutcome } from './plan.ts';
import { SuiteRun } from './suite-run.ts';

declare module 'vitest' {
  interface ProvidedContext {
    plan: Plan;
  }
  interface TaskMeta {
    /** On the last test: the whole outcome. Goes to the reporter over the worker's channel, never to a file. */
    planned?: PlannedOutcome;
  }
}

// The product, scheduled by vitest: one test per experiment, then one per rule.
const plan = inject('plan');
const model = loadFile(plan.specFile);
const rules = chooseRules(plan.only, plan.skip);
const run = new SuiteRun(model, plan.target);

describe('experiments', () => {
  test.for(chooseExperiments(rules, model))('$id', async (experiment) => {
    const result = await run.runExperiment(experiment);
    if (result.state === 'broke') throw new Error(result.message);
  });
});

describe('rules', () => {
  let result: RunResult | undefined;
  beforeAll(() => {
    result = run.conclude({ rules, strict: plan.strict, embedded: plan.embedded, tool: plan.tool });
  });

  test.for(rules)('$id', (rule, context) => {
    const found = result?.rules.find((one) => one.rule === rule.id);
    const worst = found?.verdicts.find((verdict) => verdict.outcome === found.outcome);
    if (found?.outcome === 'not-applicable' || found?.outcome === 'untestable') context.skip(worst?.observed);
    if (found?.outcome === 'fail' || found?.outcome === 'error')
      throw new Error(`${worst?.case}: expected ${worst?.expected}, observed ${worst?.observed}`);
  });

  test('outcome', ({ task }) => {
    if (result !== undefined) task.meta.planned = { run: result, secretTexts: run.secretTexts() };
  });
});
