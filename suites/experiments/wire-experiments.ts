import type { Experiment } from '../experiment.ts';
import { anonymousCalls } from './anonymous-calls.ts';

export const wireExperiments: readonly Experiment[] = [anonymousCalls];
