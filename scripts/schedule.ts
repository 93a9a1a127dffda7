import type { TestCase } from 'vitest/node';
import { startVitest } from 'vitest/node';
import { TargetError } from '../spec/errors.ts';
import type { Plan, PlannedOutcome } from '../suites/plan.ts';
import { codeEnding, codeRoot } from './tool.ts';

export interface Progress {
  readonly spec: string;
  readonly done: number;
  readonly what: string;
}

/**
 * Runs plans side by side with vitest, each in a worker of its own.
 * @throws TargetError if a worker ends without an outcome
 */
export async function schedule(
  plans: readonly Plan[],
  onProgress: (progress: Progress) => void,
): Promise<readonly PlannedOutcome[]> {
  const outcomes = new Map<string, PlannedOutcome>();
  const errors: string[] = [];
  const counts = new Map<string, number>();
  const names = plans.map((plan, index) => `${index}:${plan.specFile}`);
  const vitest = await startVitest('test', [], {
    root: codeRoot,
    config: false,
    watch: false,
    silent: true,
    maxWorkers: 2,
    reporters: [
      {
        onTestCaseResult: (test: TestCase) => {
          const name = test.project.name;
          const done = (counts.get(name) ?? 0) + 1;
          counts.set(name, done);
          const { planned } = test.meta();
          if (planned !== undefined) outcomes.set(name, planned);
          onProgress({ spec: name.slice(name.indexOf(':') + 1), done, what: test.name });
        },
        onTestRunEnd: (modules, unhandled) => {
          for (const module of modules) errors.push(...module.errors().map((error) => error.message));
          errors.push(...unhandled.map((error) => error.message));
        },
      },
    ],
    projects: plans.map((plan, index) => ({
      extends: false as const,
      root: codeRoot,
      test: {
        name: names[index] ?? '',
        include: [`suites/conformance.suite.${codeEnding}`],
        // The package may itself be installed under node_modules.
        exclude: [],
        testTimeout: 600_000,
        hookTimeout: 600_000,
        pool: 'forks' as const,
        provide: { plan },
        // Node strips types by itself: no need to transform some hundred files per worker.
        server: { deps: { external: [/\/(?:spec|suites)\/(?!conformance\.suite)/] } },
      },
    })),
  });
  await vitest.close();
  // Failing tests are verdicts, not a failure of this process: the exit code follows the run results alone.
  process.exitCode = 0;
  return names.map((name) => {
    const outcome = outcomes.get(name);
    if (outcome === undefined)
      throw new TargetError(
        `the run of ${name.slice(name.indexOf(':') + 1)} ended without a result: ${errors[0] ?? 'no reason given'}`,
      );
    return outcome;
  });
}
