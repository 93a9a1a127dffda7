import { loadFile } from '../../../spec/load.ts';
import type { AuthModel } from '../../../spec/model.ts';
import type { Outcome } from '../../../spec/outcome.ts';
import type { Experiment } from '../../../suites/experiment.ts';
import { experiments } from '../../../suites/experiments/index.ts';
import { rules } from '../../../suites/rules/index.ts';
import { cpuMs } from './cpu.ts';
import { ServedMock } from './served-mock.ts';
import { Trial } from './trial.ts';

const whole = '(start)';

/** What the unchanged mock does on one document: the yardstick, and which mutations its traffic passes. */
export interface Baseline {
  readonly model: AuthModel;
  readonly document: string;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Of the processor, per experiment. */
  readonly costsMs: ReadonlyMap<string, number>;
  /** Quickest first. */
  readonly all: readonly Experiment[];
  /** The experiments worth running on a mutation: those that pass it and their rules' others, quickest first. */
  experimentsFor(mutation: string): readonly Experiment[];
}

/** Runs the whole suite on the instrumented mock with every mutation off. */
export async function baselineOf(folder: string, document: string): Promise<Baseline> {
  const model = loadFile(document);
  const applicable = experiments.filter((experiment) => experiment.applies(model) === true);
  const mock = new ServedMock(folder);
  try {
    const trial = new Trial(model, await mock.start(document, whole), new Map());
    const costsMs = new Map<string, number>();
    for (const experiment of applicable) {
      await mock.cover(experiment.id);
      const start = cpuMs();
      await trial.run(experiment);
      costsMs.set(experiment.id, cpuMs() - start);
    }
    // An experiment that does not apply counts as run.
    for (const experiment of experiments) if (!applicable.includes(experiment)) await trial.run(experiment);
    const outcomes = trial.outcomes();
    const coverage = await mock.coverage();
    const quickestFirst = applicable.toSorted(
      (one, other) => (costsMs.get(one.id) ?? 0) - (costsMs.get(other.id) ?? 0),
    );
    return {
      model,
      document,
      outcomes,
      costsMs,
      all: quickestFirst,
      experimentsFor: (mutation) => {
        if (coverage.static[mutation] !== undefined || coverage.perTest[whole]?.[mutation] !== undefined)
          return quickestFirst;
        const passing = quickestFirst.filter(({ id }) => coverage.perTest[id]?.[mutation] !== undefined);
        const ids = new Set(passing.map(({ id }) => id));
        const needed = new Set(
          rules
            .filter((rule) => rule.experiments.some((id) => ids.has(id)))
            .flatMap((rule) => rule.experiments),
        );
        return [...passing, ...quickestFirst.filter(({ id }) => !ids.has(id) && needed.has(id))];
      },
    };
  } finally {
    await mock.end();
  }
}
