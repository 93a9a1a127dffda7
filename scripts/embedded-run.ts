import { type StartOptions, startMock } from '../mock/index.ts';
import type { AuthModel } from '../spec/model.ts';
import type { RunResult } from '../spec/run.ts';
import type { Experiment } from '../suites/experiment.ts';
import type { Rule } from '../suites/rule.ts';
import { SuiteRun } from '../suites/suite-run.ts';
import { defaultTarget } from '../suites/target.ts';
import { tool } from './tool.ts';

export interface EmbeddedRunParts {
  /** What the suite believes. */
  readonly model: AuthModel;
  /** What the mock runs; the same model unless it lies. */
  readonly served?: AuthModel;
  readonly options?: Partial<StartOptions>;
  readonly rules: readonly Rule[];
  readonly experiments: readonly Experiment[];
  readonly strict: boolean;
}

/** Runs the suite in this process on a mock of its own: for self-tests, where many short runs follow each other. */
export async function runEmbedded(parts: EmbeddedRunParts): Promise<RunResult> {
  const mock = await startMock(parts.served ?? parts.model, { port: 0, controlPort: 0, ...parts.options });
  try {
    const run = new SuiteRun(
      parts.model,
      defaultTarget({
        baseUrl: mock.url,
        consoleUrl: mock.consoleUrl,
        control: mock.control,
        ...(parts.options?.tls === undefined ? {} : { ca: parts.options.tls.cert }),
        ...(mock.plainUrl === undefined ? {} : { plainUrl: mock.plainUrl }),
      }),
    );
    for (const experiment of parts.experiments) await run.runExperiment(experiment);
    return run.conclude({ rules: parts.rules, strict: parts.strict, embedded: true, tool });
  } finally {
    await mock.close();
  }
}
