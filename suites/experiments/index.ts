import type { Experiment } from '../experiment.ts';
import { accessExperiments } from './access-experiments.ts';
import { lifecycleExperiments } from './lifecycle-experiments.ts';
import { limitExperiments } from './limit-experiments.ts';
import { sessionExperiments } from './session-experiments.ts';
import { wireExperiments } from './wire-experiments.ts';

/** Every experiment, in the order in which they run; what exhausts limits comes last. */
export const experiments: readonly Experiment[] = [
  ...wireExperiments,
  ...lifecycleExperiments,
  ...accessExperiments,
  ...sessionExperiments,
  ...limitExperiments,
];

const byId = new Map(experiments.map((experiment) => [experiment.id, experiment]));

export function experimentById(id: string): Experiment | undefined {
  return byId.get(id);
}
