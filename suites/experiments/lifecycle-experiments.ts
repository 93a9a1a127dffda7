import type { Experiment } from '../experiment.ts';
import { activation } from './activation.ts';
import { chosenExpiry } from './chosen-expiry.ts';
import { credentialManagement } from './credential-management.ts';
import { endEvents } from './end-events.ts';
import { endedCredentials } from './ended-credentials.ts';
import { foreignCredentials } from './foreign-credentials.ts';
import { introspection } from './introspection.ts';
import { issueAndList } from './issue-and-list.ts';
import { issueCeiling } from './issue-ceiling.ts';
import { issueFaultsExperiment } from './issue-faults.ts';
import { issueMassAssignment } from './issue-mass-assignment.ts';
import { keyMaximum } from './key-maximum.ts';
import { keyMinimum } from './key-minimum.ts';
import { lastUsed } from './last-used.ts';
import { lifetime } from './lifetime.ts';
import { makerRights } from './maker-rights.ts';
import { revokeAndWatch } from './revoke-and-watch.ts';
import { rightsAlike } from './rights-alike.ts';
import { roleChange } from './role-change.ts';
import { rotation } from './rotation.ts';
import { secretSamples } from './secret-samples.ts';
import { switchOff } from './switch-off.ts';

/** How credentials are made, shown, counted, changed and ended. */
export const lifecycleExperiments: readonly Experiment[] = [
  issueAndList,
  endedCredentials,
  issueFaultsExperiment,
  issueMassAssignment,
  secretSamples,
  activation,
  lastUsed,
  makerRights,
  issueCeiling,
  rightsAlike,
  credentialManagement,
  roleChange,
  switchOff,
  rotation,
  revokeAndWatch,
  introspection,
  foreignCredentials,
  ...endEvents,
  keyMaximum,
  keyMinimum,
  chosenExpiry,
  lifetime,
];
