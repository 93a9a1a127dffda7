import type { Mutant } from '../mutant.ts';
import { badKeySeesTheQuota } from './bad-key-sees-the-quota.ts';
import { blockedForAPenalty } from './blocked-for-a-penalty.ts';
import { bucketIsAFixedWindow } from './bucket-is-a-fixed-window.ts';
import { budgetNeverComesBack } from './budget-never-comes-back.ts';
import { budgetTricklesBack } from './budget-trickles-back.ts';
import { draft6ResetIsAnInstant } from './draft-6-reset-is-an-instant.ts';
import { forwardedForResetsTheLimit } from './forwarded-for-resets-the-limit.ts';
import { goodLoginsSpendGuesses } from './good-logins-spend-guesses.ts';
import { headIsNotLimited } from './head-is-not-limited.ts';
import { itemWithoutPolicy } from './item-without-policy.ts';
import { limit429IsCacheable } from './limit-429-is-cacheable.ts';
import { limitAndRemainingOfTwoTiers } from './limit-and-remaining-of-two-tiers.ts';
import { limitAnswers403 } from './limit-answers-403.ts';
import { limitAskedAfterTheAct } from './limit-asked-after-the-act.ts';
import { limitAskedAfterTheRights } from './limit-asked-after-the-rights.ts';
import { limitCountedPerAddress } from './limit-counted-per-address.ts';
import { limitCountedPerOperation } from './limit-counted-per-operation.ts';
import { limitCountedPerTenant } from './limit-counted-per-tenant.ts';
import { limitCountsSuccessesOnly } from './limit-counts-successes-only.ts';
import { limitFieldEchoesRemaining } from './limit-field-echoes-remaining.ts';
import { limitFieldInTrailers } from './limit-field-in-trailers.ts';
import { limitFieldsOnRefusalOnly } from './limit-fields-on-refusal-only.ts';
import { limitFieldsOnSuccessOnly } from './limit-fields-on-success-only.ts';
import { limitLosesParallelCounts } from './limit-loses-parallel-counts.ts';
import { limitsAreNotEnforced } from './limits-are-not-enforced.ts';
import { oneRequestTooFew } from './one-request-too-few.ts';
import { oneRequestTooMany } from './one-request-too-many.ts';
import { onlyTheFirstTierHolds } from './only-the-first-tier-holds.ts';
import { operationLimitsShareACounter } from './operation-limits-share-a-counter.ts';
import { partitionKeyIsAnId } from './partition-key-is-an-id.ts';
import { partitionKeyIsTheKey } from './partition-key-is-the-key.ts';
import { policyNamesAreTokens } from './policy-names-are-tokens.ts';
import { policyNumbersSwapped } from './policy-numbers-swapped.ts';
import { policyWithoutQuota } from './policy-without-quota.ts';
import { problemNamesTheWrongPolicy } from './problem-names-the-wrong-policy.ts';
import { problemPoliciesAreAText } from './problem-policies-are-a-text.ts';
import { queryResetsTheLimit } from './query-resets-the-limit.ts';
import { refusedRequestsAreCounted } from './refused-requests-are-counted.ts';
import { refusedRequestsExtendTheWindow } from './refused-requests-extend-the-window.ts';
import { remainingFieldBeforeTheCount } from './remaining-field-before-the-count.ts';
import { remainingFieldIsNegative } from './remaining-field-is-negative.ts';
import { remainingFieldStuck } from './remaining-field-stuck.ts';
import { requestsCountedTwice } from './requests-counted-twice.ts';
import { resetFieldInMilliseconds } from './reset-field-in-milliseconds.ts';
import { resetFieldIsADate } from './reset-field-is-a-date.ts';
import { resetFieldIsADifference } from './reset-field-is-a-difference.ts';
import { resetFieldMoves } from './reset-field-moves.ts';
import { resetOfAnotherTier } from './reset-of-another-tier.ts';
import { retryAfterASecondShort } from './retry-after-a-second-short.ts';
import { retryAfterIsADate } from './retry-after-is-a-date.ts';
import { retryAfterIsAnInstant } from './retry-after-is-an-instant.ts';
import { retryAfterIsTheWholeWindow } from './retry-after-is-the-whole-window.ts';
import { retryAfterIsZero } from './retry-after-is-zero.ts';
import { retryAfterMissing } from './retry-after-missing.ts';
import { retryAfterTooShort } from './retry-after-too-short.ts';
import { structuredLimitFieldInOldDialect } from './structured-limit-field-in-old-dialect.ts';
import { structuredRemainingIsAFraction } from './structured-remaining-is-a-fraction.ts';
import { structuredRemainingIsNegative } from './structured-remaining-is-negative.ts';
import { structuredWaitIsAnInstant } from './structured-wait-is-an-instant.ts';
import { twoLimitersCountApart } from './two-limiters-count-apart.ts';
import { undeclaredLimitFieldDoesNotParse } from './undeclared-limit-field-does-not-parse.ts';
import { windowJumpsInsteadOfSliding } from './window-jumps-instead-of-sliding.ts';
import { writeLimitCountsReads } from './write-limit-counts-reads.ts';
import { wrongKeysAreNotThrottled } from './wrong-keys-are-not-throttled.ts';
import { wrongKeysSpendTheQuota } from './wrong-keys-spend-the-quota.ts';

export const rateLimitsMutants: readonly Mutant[] = [
  badKeySeesTheQuota,
  blockedForAPenalty,
  bucketIsAFixedWindow,
  budgetNeverComesBack,
  budgetTricklesBack,
  draft6ResetIsAnInstant,
  forwardedForResetsTheLimit,
  headIsNotLimited,
  itemWithoutPolicy,
  goodLoginsSpendGuesses,
  limit429IsCacheable,
  limitAndRemainingOfTwoTiers,
  limitAnswers403,
  limitAskedAfterTheAct,
  limitAskedAfterTheRights,
  limitCountedPerAddress,
  limitCountedPerOperation,
  limitCountedPerTenant,
  limitCountsSuccessesOnly,
  limitFieldEchoesRemaining,
  limitFieldInTrailers,
  limitFieldsOnRefusalOnly,
  limitFieldsOnSuccessOnly,
  limitLosesParallelCounts,
  limitsAreNotEnforced,
  oneRequestTooFew,
  oneRequestTooMany,
  onlyTheFirstTierHolds,
  operationLimitsShareACounter,
  partitionKeyIsAnId,
  partitionKeyIsTheKey,
  policyNamesAreTokens,
  policyNumbersSwapped,
  policyWithoutQuota,
  problemNamesTheWrongPolicy,
  problemPoliciesAreAText,
  queryResetsTheLimit,
  refusedRequestsAreCounted,
  refusedRequestsExtendTheWindow,
  remainingFieldBeforeTheCount,
  remainingFieldIsNegative,
  remainingFieldStuck,
  requestsCountedTwice,
  resetFieldInMilliseconds,
  resetFieldIsADate,
  resetFieldIsADifference,
  resetFieldMoves,
  resetOfAnotherTier,
  retryAfterASecondShort,
  retryAfterIsADate,
  retryAfterIsAnInstant,
  retryAfterIsTheWholeWindow,
  retryAfterIsZero,
  retryAfterMissing,
  retryAfterTooShort,
  structuredLimitFieldInOldDialect,
  structuredRemainingIsAFraction,
  structuredRemainingIsNegative,
  structuredWaitIsAnInstant,
  twoLimitersCountApart,
  undeclaredLimitFieldDoesNotParse,
  windowJumpsInsteadOfSliding,
  writeLimitCountsReads,
  wrongKeysAreNotThrottled,
  wrongKeysSpendTheQuota,
];
