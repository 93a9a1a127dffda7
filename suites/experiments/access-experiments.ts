import type { Experiment } from '../experiment.ts';

export const accessExperiments: readonly Experiment[] = [];
