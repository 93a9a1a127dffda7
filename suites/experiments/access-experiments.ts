import type { Experiment } from '../experiment.ts';
import { matrixSweep } from './matrix-sweep.ts';

export const accessExperiments: readonly Experiment[] = [matrixSweep];
