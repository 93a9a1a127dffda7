import type { Experiment } from '../experiment.ts';

export const limitExperiments: readonly Experiment[] = [];
