import type { Experiment } from '../experiment.ts';
import { limitAnswers } from './limit-answers.ts';
import { limitBypass } from './limit-bypass.ts';
import { limitEdge } from './limit-edge.ts';
import { limitFailures } from './limit-failures.ts';
import { limitGradual } from './limit-gradual.ts';
import { limitParallel } from './limit-parallel.ts';
import { limitTiers } from './limit-tiers.ts';
import { limitWindow } from './limit-window.ts';
import { limitedWrite } from './limited-write.ts';
import { loginGuessing } from './login-guessing.ts';
import { unauthenticatedFlood } from './unauthenticated-flood.ts';

/** What exhausts limits. */
export const limitExperiments: readonly Experiment[] = [
  limitAnswers,
  limitWindow,
  limitEdge,
  limitGradual,
  limitFailures,
  limitBypass,
  limitParallel,
  limitedWrite,
  limitTiers,
  unauthenticatedFlood,
  loginGuessing,
];
