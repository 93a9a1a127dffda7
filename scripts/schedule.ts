import type { TestCase } from 'vitest/node';
import { startVitest } from 'vitest/node';
import { TargetError } from '../spec/errors.ts';
import type { Lane, Plan, PlannedOutcome } from '../suites/plan.ts';
import { codeEnding, codeRoot } from './tool.ts';

/** More would fight with the mocks for the processor. */
const maxWorkers = 2;

export interface Progress {
  /** Place of the plan. */
  readonly plan: number;
  readonly done: number;
  readonly what: string;
}

/** A plan with how long it takes, compared with the others. */
export interface Scheduled {
  readonly plan: Plan;
  readonly weight: number;
}

/**
 * Runs plans with vitest in a few workers side by side. A worker that is warm serves several plans, since starting one
 * costs about as much as a small run.
 * @throws TargetError if a worker ends without an outcome
 */
export async function schedule(
  scheduled: readonly Scheduled[],
  onProgress: (progress: Progress) => void,
  onStart: () => void = () => {},
): Promise<readonly PlannedOutcome[]> {
  const outcomes = new Map<number, PlannedOutcome>();
  const errors = new Set<string>();
  const counts = new Map<number, number>();
  const lanes = lanesOf(scheduled, Math.min(scheduled.length, maxWorkers));
  const vitest = await startVitest('test', [], {
    root: codeRoot,
    config: false,
    watch: false,
    silent: true,
    maxWorkers,
    reporters: [
      {
        onInit: onStart,
        onTestCaseResult: (test: TestCase) => {
          const { plan, planned } = test.meta();
          if (plan === undefined) return;
          const done = (counts.get(plan) ?? 0) + 1;
          counts.set(plan, done);
          if (planned !== undefined) outcomes.set(plan, planned);
          onProgress({ plan, done, what: test.name });
        },
        onTestRunEnd: (modules, unhandled) => {
          const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
          for (const { message } of [...suites.flatMap((suite) => suite.errors()), ...unhandled])
            errors.add(message);
        },
      },
    ],
    projects: lanes.map((lane, index) => ({
      extends: false as const,
      root: codeRoot,
      test: {
        name: `lane ${index + 1}`,
        include: [`suites/conformance.suite.${codeEnding}`],
        // The package may itself be installed under node_modules.
        exclude: [],
        // A paced experiment takes long; each request has a limit of its own.
        testTimeout: 3_600_000,
        hookTimeout: 3_600_000,
        pool: 'forks' as const,
        provide: { lane },
        // Node strips types by itself: no need to transform some hundred files per worker.
        server: { deps: { external: [/\/(?:spec|suites)\/(?!conformance\.suite)/] } },
      },
    })),
  });
  await vitest.close();
  // Failing tests are verdicts, not a failure of this process: the exit code follows the run results alone.
  process.exitCode = 0;
  const lost = scheduled.flatMap(({ plan }, index) => (outcomes.has(index) ? [] : [plan.specFile]));
  if (lost.length > 0)
    throw new TargetError(
      `no result for ${lost.join(', ')}: ${[...errors].join('; ') || 'the worker ended and gave no reason'}`,
    );
  return [...outcomes].toSorted(([a], [b]) => a - b).map(([, outcome]) => outcome);
}

/** The heaviest first, each to the lane with the least to do. */
function lanesOf(scheduled: readonly Scheduled[], count: number): readonly Lane[] {
  const lanes = Array.from({ length: count }, () => ({ weight: 0, entries: [] as Lane[number][] }));
  const heaviestFirst = [...scheduled.entries()].sort(([, a], [, b]) => b.weight - a.weight);
  for (const [index, { plan, weight }] of heaviestFirst) {
    const [lightest] = lanes.toSorted((a, b) => a.weight - b.weight);
    lightest?.entries.push({ index, plan });
    if (lightest) lightest.weight += weight;
  }
  return lanes.map((lane) => lane.entries);
}
