import type { Experiment } from '../experiment.ts';
import { matrixSweep } from './matrix-sweep.ts';
import { recordsReach } from './records-reach.ts';
import { slippedFields } from './slipped-fields.ts';
import { tenantClaims } from './tenant-claims.ts';
import { tenantIsolation } from './tenant-isolation.ts';
import { tenantParity } from './tenant-parity.ts';
import { tenantSwitch } from './tenant-switch.ts';

export const accessExperiments: readonly Experiment[] = [
  matrixSweep,
  recordsReach,
  slippedFields,
  tenantIsolation,
  tenantClaims,
  tenantParity,
  tenantSwitch,
];
