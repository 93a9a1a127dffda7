import type { Experiment } from '../experiment.ts';
import { anonymousCalls } from './anonymous-calls.ts';

/** Every experiment, in the order in which they run; what exhausts limits comes last. */
export const experiments: readonly Experiment[] = [anonymousCalls];

const byId = new Map(experiments.map((experiment) => [experiment.id, experiment]));

export function experimentById(id: string): Experiment | undefined {
  return byId.get(id);
}
