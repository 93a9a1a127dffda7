import type { Experiment } from '../experiment.ts';

export const sessionExperiments: readonly Experiment[] = [];
