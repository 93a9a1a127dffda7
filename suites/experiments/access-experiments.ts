import type { Experiment } from '../experiment.ts';
import { clientClaims } from './client-claims.ts';
import { decisionVariants } from './decision-variants.ts';
import { foreignPeople } from './foreign-people.ts';
import { matrixSweep } from './matrix-sweep.ts';
import { membershipEffect } from './membership-effect.ts';
import { methodTamper } from './method-tamper.ts';
import { nameLookalikes } from './name-lookalikes.ts';
import { namesAsSelected } from './names-as-selected.ts';
import { ownIdentity } from './own-identity.ts';
import { peopleMaking } from './people-making.ts';
import { recordRemoval } from './record-removal.ts';
import { recordsReach } from './records-reach.ts';
import { rolesGiven } from './roles-given.ts';
import { slippedFields } from './slipped-fields.ts';
import { tenantClaims } from './tenant-claims.ts';
import { tenantIsolation } from './tenant-isolation.ts';
import { tenantParity } from './tenant-parity.ts';
import { tenantSwitch } from './tenant-switch.ts';
import { undeclaredMethods } from './undeclared-methods.ts';

export const accessExperiments: readonly Experiment[] = [
  matrixSweep,
  undeclaredMethods,
  methodTamper,
  decisionVariants,
  clientClaims,
  nameLookalikes,
  namesAsSelected,
  recordsReach,
  recordRemoval,
  slippedFields,
  ownIdentity,
  peopleMaking,
  rolesGiven,
  tenantIsolation,
  foreignPeople,
  membershipEffect,
  tenantClaims,
  tenantParity,
  tenantSwitch,
];
