import type { Experiment } from '../experiment.ts';

export const lifecycleExperiments: readonly Experiment[] = [];
