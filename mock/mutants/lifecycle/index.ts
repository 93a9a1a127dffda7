import type { Mutant } from '../mutant.ts';
import { anybodyGivesAnyRight } from './anybody-gives-any-right.ts';
import { anybodyManages } from './anybody-manages.ts';
import { clientChoosesExpiry } from './client-chooses-expiry.ts';
import { clientChoosesId } from './client-chooses-id.ts';
import { colleaguesKeysCanBeRevoked } from './colleagues-keys-can-be-revoked.ts';
import { colleaguesKeysCanBeRotated } from './colleagues-keys-can-be-rotated.ts';
import { credentialManagesCredentials } from './credential-manages-credentials.ts';
import { deniedIsRemembered } from './denied-is-remembered.ts';
import { disabledStillWorks } from './disabled-still-works.ts';
import { enabledStaysOff } from './enabled-stays-off.ts';
import { expiresAfterHalfADay } from './expires-after-half-a-day.ts';
import { expiryEndsSiblings } from './expiry-ends-siblings.ts';
import { expiryHidden } from './expiry-hidden.ts';
import { expiryStoredNotEnforced } from './expiry-stored-not-enforced.ts';
import { failedUseCounts } from './failed-use-counts.ts';
import { firstCredentialStaysForEver } from './first-credential-stays-for-ever.ts';
import { firstKeyCanMore } from './first-key-can-more.ts';
import { firstRightOnly } from './first-right-only.ts';
import { foreignKeysCanBeChanged } from './foreign-keys-can-be-changed.ts';
import { foreignKeysCanBeRead } from './foreign-keys-can-be-read.ts';
import { formerMembersKeysLive } from './former-members-keys-live.ts';
import { hintIsMissing } from './hint-is-missing.ts';
import { idleLimitIgnored } from './idle-limit-ignored.ts';
import { inactiveIsDescribed } from './inactive-is-described.ts';
import { introspectionAlwaysActive } from './introspection-always-active.ts';
import { introspectionAlwaysInactive } from './introspection-always-inactive.ts';
import { issueAcceptsAnything } from './issue-accepts-anything.ts';
import { issueDateMoves } from './issue-date-moves.ts';
import { lastCredentialGoes } from './last-credential-goes.ts';
import { lastUsedNeverMoves } from './last-used-never-moves.ts';
import { lifetimeDoubled } from './lifetime-doubled.ts';
import { listOfAllTenants } from './list-of-all-tenants.ts';
import { listOfOwnOnly } from './list-of-own-only.ts';
import { listWithoutDates } from './list-without-dates.ts';
import { logoutEndsEverything } from './logout-ends-everything.ts';
import { logoutKeepsSession } from './logout-keeps-session.ts';
import { makersRightsDecide } from './makers-rights-decide.ts';
import { maximumAnswers400 } from './maximum-answers-400.ts';
import { maximumOverAllTenants } from './maximum-over-all-tenants.ts';
import { maximumRaced } from './maximum-raced.ts';
import { minimumRaced } from './minimum-raced.ts';
import { nameLost } from './name-lost.ts';
import { newCredentialFlaps } from './new-credential-flaps.ts';
import { oldPasswordStays } from './old-password-stays.ts';
import { oldTokensKeepTheRole } from './old-tokens-keep-the-role.ts';
import { oldestIsEvicted } from './oldest-is-evicted.ts';
import { oneRoleLeftOut } from './one-role-left-out.ts';
import { oneTooFew } from './one-too-few.ts';
import { oneTooMany } from './one-too-many.ts';
import { overlapOutlivesRevocation } from './overlap-outlives-revocation.ts';
import { ownCredentialStays } from './own-credential-stays.ts';
import { passwordChangeEndsAll } from './password-change-ends-all.ts';
import { passwordChangeEndsTheNewestOnly } from './password-change-ends-the-newest-only.ts';
import { passwordChangeEndsTheOneInUseOnly } from './password-change-ends-the-one-in-use-only.ts';
import { passwordChangeKeepsTokens } from './password-change-keeps-tokens.ts';
import { refusedIsRemembered } from './refused-is-remembered.ts';
import { refusedIssueLeavesCredential } from './refused-issue-leaves-credential.ts';
import { refusedRevocationRevokes } from './refused-revocation-revokes.ts';
import { reissueRevivesOld } from './reissue-revives-old.ts';
import { removedUserSignsIn } from './removed-user-signs-in.ts';
import { removedUsersTokensLive } from './removed-users-tokens-live.ts';
import { revocationCrossesTenants } from './revocation-crosses-tenants.ts';
import { revocationMarksTheListOnly } from './revocation-marks-the-list-only.ts';
import { revocationWaitsForHours } from './revocation-waits-for-hours.ts';
import { revokeByName } from './revoke-by-name.ts';
import { revokeTakesSecretInPath } from './revoke-takes-secret-in-path.ts';
import { revokedAnswers403 } from './revoked-answers-403.ts';
import { revokedNameStaysBlocked } from './revoked-name-stays-blocked.ts';
import { revokedStillListed } from './revoked-still-listed.ts';
import { revokedWorksForAMinute } from './revoked-works-for-a-minute.ts';
import { rightsGrowByAChange } from './rights-grow-by-a-change.ts';
import { rightsListedWrong } from './rights-listed-wrong.ts';
import { roleChangeIgnored } from './role-change-ignored.ts';
import { rotatedValueDead } from './rotated-value-dead.ts';
import { rotatedValueNeverEnds } from './rotated-value-never-ends.ts';
import { rotationWithoutOverlap } from './rotation-without-overlap.ts';
import { sameNameReplaces } from './same-name-replaces.ts';
import { secondRevocationBreaks } from './second-revocation-breaks.ts';
import { slotsAreNeverFreed } from './slots-are-never-freed.ts';
import { switchIsNotTurned } from './switch-is-not-turned.ts';
import { switchedOffIsRemembered } from './switched-off-is-remembered.ts';
import { tenantStartsWithTwo } from './tenant-starts-with-two.ts';
import { unknownRightsAreKept } from './unknown-rights-are-kept.ts';
import { unnamedRightsAreAll } from './unnamed-rights-are-all.ts';
import { unusedExpiresAfterAMonth } from './unused-expires-after-a-month.ts';
import { updateForgetsTheRest } from './update-forgets-the-rest.ts';
import { useCountsForAll } from './use-counts-for-all.ts';
import { useExtendsExpiry } from './use-extends-expiry.ts';
import { usedCredentialIsCachedFor30s } from './used-credential-is-cached-for-30s.ts';
import { userRemovalEndsAll } from './user-removal-ends-all.ts';

/** Lies about how credentials are made, managed, counted, replaced and ended. */
export const lifecycleMutants: readonly Mutant[] = [
  sameNameReplaces,
  nameLost,
  rightsListedWrong,
  listWithoutDates,
  listOfAllTenants,
  listOfOwnOnly,
  issueDateMoves,
  issueAcceptsAnything,
  refusedIssueLeavesCredential,
  clientChoosesId,
  clientChoosesExpiry,
  revokedWorksForAMinute,
  revocationWaitsForHours,
  reissueRevivesOld,
  revokeByName,
  revokedNameStaysBlocked,
  revokedAnswers403,
  secondRevocationBreaks,
  revocationCrossesTenants,
  revokeTakesSecretInPath,
  revokedStillListed,
  anybodyManages,
  credentialManagesCredentials,
  oneRoleLeftOut,
  refusedRevocationRevokes,
  makersRightsDecide,
  firstRightOnly,
  rotationWithoutOverlap,
  rotatedValueNeverEnds,
  rotatedValueDead,
  oneTooMany,
  oneTooFew,
  maximumAnswers400,
  oldestIsEvicted,
  slotsAreNeverFreed,
  maximumOverAllTenants,
  maximumRaced,
  lastCredentialGoes,
  ownCredentialStays,
  minimumRaced,
  firstCredentialStaysForEver,
  tenantStartsWithTwo,
  lifetimeDoubled,
  expiresAfterHalfADay,
  unnamedRightsAreAll,
  unusedExpiresAfterAMonth,
  idleLimitIgnored,
  expiryStoredNotEnforced,
  useExtendsExpiry,
  expiryEndsSiblings,
  expiryHidden,
  newCredentialFlaps,
  useCountsForAll,
  passwordChangeKeepsTokens,
  removedUsersTokensLive,
  formerMembersKeysLive,
  logoutKeepsSession,
  passwordChangeEndsAll,
  userRemovalEndsAll,
  logoutEndsEverything,
  oldPasswordStays,
  removedUserSignsIn,
  roleChangeIgnored,
  disabledStillWorks,
  enabledStaysOff,
  anybodyGivesAnyRight,
  deniedIsRemembered,
  failedUseCounts,
  firstKeyCanMore,
  lastUsedNeverMoves,
  oldTokensKeepTheRole,
  passwordChangeEndsTheNewestOnly,
  passwordChangeEndsTheOneInUseOnly,
  refusedIsRemembered,
  revocationMarksTheListOnly,
  rightsGrowByAChange,
  switchedOffIsRemembered,
  switchIsNotTurned,
  usedCredentialIsCachedFor30s,
  colleaguesKeysCanBeRevoked,
  colleaguesKeysCanBeRotated,
  foreignKeysCanBeChanged,
  foreignKeysCanBeRead,
  unknownRightsAreKept,
  hintIsMissing,
  updateForgetsTheRest,
  introspectionAlwaysInactive,
  introspectionAlwaysActive,
  inactiveIsDescribed,
  overlapOutlivesRevocation,
];
