import { beforeAll, describe, inject, test } from 'vitest';
import { loadFile } from '../spec/load.ts';
import type { RunResult } from '../spec/run.ts';
import { chooseExperiments, chooseRules, type Lane, type PlannedOutcome, shuffled } from './plan.ts';
import { runPartsOf } from './run-parts.ts';
import { SuiteRun } from './suite-run.ts';

declare module 'vitest' {
  interface ProvidedContext {
    lane: Lane;
  }
  interface TaskMeta {
    /** Place of the plan that the test belongs to. */
    plan?: number;
    /** On the last test: the whole outcome. Goes to the reporter over the worker's channel, never to a file. */
    planned?: PlannedOutcome;
  }
}

// Ctrl-C reaches all processes of a terminal; the one that started this one decides what follows.
process.on('SIGINT', () => {});
// Nobody is left to take the results: sending on would be nobody's wish.
process.once('disconnect', () => process.exit(1));

// The product, scheduled by vitest: for each plan one test per experiment, then one per rule.
describe.for(inject('lane'))('plan $index', ({ plan, index }) => {
  const model = loadFile(plan.specFile);
  const rules = chooseRules(plan.only, plan.skip);
  const listed = chooseExperiments(rules, model);
  const isolated = plan.target.control !== undefined;
  const chosen = plan.seed !== undefined && isolated ? shuffled(listed, plan.seed) : listed;
  let run: SuiteRun | undefined;
  /** Begun when its turn comes, so that its times are its own. */
  const begun = (): SuiteRun => (run ??= new SuiteRun(model, plan.target, runPartsOf(plan, model)));

  describe('experiments', () => {
    test.for(chosen)('$id', { meta: { plan: index } }, async (experiment) => {
      const result = await begun().runExperiment(experiment);
      if (result.state === 'broke') throw new Error(result.message);
    });
  });

  describe('rules', () => {
    let result: RunResult | undefined;
    beforeAll(() => {
      const { strict, embedded, tool } = plan;
      const seed = isolated ? plan.seed : undefined;
      result = begun().conclude({ rules, strict, embedded, tool, ...(seed === undefined ? {} : { seed }) });
    });

    test.for(rules)('$id', { meta: { plan: index } }, (rule, context) => {
      const found = result?.rules.find((one) => one.rule === rule.id);
      const worst = found?.verdicts.find((verdict) => verdict.outcome === found.outcome);
      if (found?.outcome === 'not-applicable' || found?.outcome === 'untestable')
        context.skip(worst?.observed);
      if (found?.outcome === 'fail' || found?.outcome === 'error')
        throw new Error(`${worst?.case}: expected ${worst?.expected}, observed ${worst?.observed}`);
    });

    test('outcome', { meta: { plan: index } }, ({ task }) => {
      if (result !== undefined) task.meta.planned = { run: result, secretTexts: begun().secretTexts() };
    });
  });
});
