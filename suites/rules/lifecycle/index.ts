import type { Rule } from '../../rule.ts';
import { credentialNewWorks } from './credential-new-works.ts';
import { credentialOfOthersClosed } from './credential-of-others-closed.ts';
import { credentialRightsAlike } from './credential-rights-alike.ts';
import { credentialRightsNotMakers } from './credential-rights-not-makers.ts';
import { credentialUpdateKeepsRest } from './credential-update-keeps-rest.ts';
import { disableEffective } from './disable-effective.ts';
import { enableRestores } from './enable-restores.ts';
import { expiryNotClientSet } from './expiry-not-client-set.ts';
import { expiryNotExtendedByUse } from './expiry-not-extended-by-use.ts';
import { expiryShown } from './expiry-shown.ts';
import { idleEnforced } from './idle-enforced.ts';
import { introspectionInactiveSilent } from './introspection-inactive-silent.ts';
import { introspectionTrue } from './introspection-true.ts';
import { issueCeiling } from './issue-ceiling.ts';
import { issueMassAssignment } from './issue-mass-assignment.ts';
import { issueNameKept } from './issue-name-kept.ts';
import { issueNeedsName } from './issue-needs-name.ts';
import { issueNeedsRights } from './issue-needs-rights.ts';
import { issueRefusalMakesNothing } from './issue-refusal-makes-nothing.ts';
import { issueRightsKept } from './issue-rights-kept.ts';
import { issuedDateTrue } from './issued-date-true.ts';
import { keyLimitAtomic } from './key-limit-atomic.ts';
import { keyLimitBelowWorks } from './key-limit-below-works.ts';
import { keyLimitExact } from './key-limit-exact.ts';
import { keyLimitPerTenant } from './key-limit-per-tenant.ts';
import { keyLimitRefusalHarmless } from './key-limit-refusal-harmless.ts';
import { keyLimitSlotReusable } from './key-limit-slot-reusable.ts';
import { keyLimitStatus } from './key-limit-status.ts';
import { keyReplaceWorks } from './key-replace-works.ts';
import { lastKeyAtomic } from './last-key-atomic.ts';
import { lastKeyByCount } from './last-key-by-count.ts';
import { lastKeyUndeletable } from './last-key-undeletable.ts';
import { lastUsedCorrect } from './last-used-correct.ts';
import { lifetimeEnforced } from './lifetime-enforced.ts';
import { listHidesRevoked } from './list-hides-revoked.ts';
import { listScoped } from './list-scoped.ts';
import { listShowsDeclaredFields } from './list-shows-declared-fields.ts';
import { listShowsHint } from './list-shows-hint.ts';
import { listShowsWholeTenant } from './list-shows-whole-tenant.ts';
import { logoutEffective } from './logout-effective.ts';
import { logoutOnlyTarget } from './logout-only-target.ts';
import { managementClosedToApiCredentials } from './management-closed-to-api-credentials.ts';
import { managementDeniedHasNoEffect } from './management-denied-has-no-effect.ts';
import { managementNeedsAuthAndRole } from './management-needs-auth-and-role.ts';
import { managementOpenToRole } from './management-open-to-role.ts';
import { membershipRemovalKillsTokens } from './membership-removal-kills-tokens.ts';
import { multipleCredentialsCoexist } from './multiple-credentials-coexist.ts';
import { noExpiry } from './no-expiry.ts';
import { noIdleExpiry } from './no-idle-expiry.ts';
import { optionalExpiryEnforced } from './optional-expiry-enforced.ts';
import { optionalExpiryLeavesOthers } from './optional-expiry-leaves-others.ts';
import { passwordChangeKillsTokens } from './password-change-kills-tokens.ts';
import { passwordChangeSparesOthers } from './password-change-spares-others.ts';
import { passwordChangeTakesEffect } from './password-change-takes-effect.ts';
import { reissueAfterRevokeWorks } from './reissue-after-revoke-works.ts';
import { revokeForeignDenied } from './revoke-foreign-denied.ts';
import { revokeIdempotentNoOracle } from './revoke-idempotent-no-oracle.ts';
import { revokeImmediate } from './revoke-immediate.ts';
import { revokeIsFinal } from './revoke-is-final.ts';
import { revokeNeedsId } from './revoke-needs-id.ts';
import { revokeOnlyTarget } from './revoke-only-target.ts';
import { revokedAnswersLikeUnknown } from './revoked-answers-like-unknown.ts';
import { roleChangePropagates } from './role-change-propagates.ts';
import { rotationEndsOld } from './rotation-ends-old.ts';
import { rotationNewWorks } from './rotation-new-works.ts';
import { rotationOverlap } from './rotation-overlap.ts';
import { rotationOverlapEndsEarly } from './rotation-overlap-ends-early.ts';
import { severalRightsAddUp } from './several-rights-add-up.ts';
import { tenantStartsWithMinimum } from './tenant-starts-with-minimum.ts';
import { tokenActivationLagBounded } from './token-activation-lag-bounded.ts';
import { unknownRightRefused } from './unknown-right-refused.ts';
import { userRemovalEndsLogin } from './user-removal-ends-login.ts';
import { userRemovalKillsTokens } from './user-removal-kills-tokens.ts';
import { userRemovalSparesOthers } from './user-removal-spares-others.ts';

/** How credentials are made, managed, counted, replaced and ended. */
export const lifecycleRules: readonly Rule[] = [
  credentialNewWorks,
  multipleCredentialsCoexist,
  issueNameKept,
  issueRightsKept,
  listShowsDeclaredFields,
  listShowsHint,
  credentialUpdateKeepsRest,
  introspectionTrue,
  introspectionInactiveSilent,
  listScoped,
  listShowsWholeTenant,
  issuedDateTrue,
  issueNeedsName,
  issueNeedsRights,
  unknownRightRefused,
  issueRefusalMakesNothing,
  issueMassAssignment,
  expiryNotClientSet,
  revokeImmediate,
  revokeIsFinal,
  revokeOnlyTarget,
  reissueAfterRevokeWorks,
  revokedAnswersLikeUnknown,
  revokeIdempotentNoOracle,
  revokeForeignDenied,
  credentialOfOthersClosed,
  revokeNeedsId,
  listHidesRevoked,
  managementNeedsAuthAndRole,
  managementClosedToApiCredentials,
  managementOpenToRole,
  managementDeniedHasNoEffect,
  credentialRightsNotMakers,
  credentialRightsAlike,
  issueCeiling,
  severalRightsAddUp,
  rotationOverlap,
  rotationOverlapEndsEarly,
  rotationEndsOld,
  rotationNewWorks,
  keyLimitExact,
  keyLimitStatus,
  keyLimitBelowWorks,
  keyLimitRefusalHarmless,
  keyLimitSlotReusable,
  keyLimitPerTenant,
  keyLimitAtomic,
  tenantStartsWithMinimum,
  lastKeyUndeletable,
  lastKeyByCount,
  lastKeyAtomic,
  keyReplaceWorks,
  lifetimeEnforced,
  noExpiry,
  noIdleExpiry,
  idleEnforced,
  optionalExpiryEnforced,
  optionalExpiryLeavesOthers,
  expiryNotExtendedByUse,
  expiryShown,
  tokenActivationLagBounded,
  lastUsedCorrect,
  passwordChangeKillsTokens,
  passwordChangeSparesOthers,
  userRemovalKillsTokens,
  userRemovalSparesOthers,
  membershipRemovalKillsTokens,
  logoutEffective,
  logoutOnlyTarget,
  passwordChangeTakesEffect,
  userRemovalEndsLogin,
  roleChangePropagates,
  disableEffective,
  enableRestores,
];
