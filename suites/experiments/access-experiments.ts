import type { Experiment } from '../experiment.ts';
import { matrixSweep } from './matrix-sweep.ts';
import { recordsReach } from './records-reach.ts';
import { slippedFields } from './slipped-fields.ts';

export const accessExperiments: readonly Experiment[] = [matrixSweep, recordsReach, slippedFields];
