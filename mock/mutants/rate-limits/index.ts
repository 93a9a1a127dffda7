import type { Mutant } from '../mutant.ts';
import { badKeySeesTheQuota } from './bad-key-sees-the-quota.ts';
import { bucketStaysEmpty } from './bucket-stays-empty.ts';
import { budgetTricklesBack } from './budget-trickles-back.ts';
import { forwardedForResetsTheLimit } from './forwarded-for-resets-the-limit.ts';
import { goodLoginsSpendGuesses } from './good-logins-spend-guesses.ts';
import { limit429IsCacheable } from './limit-429-is-cacheable.ts';
import { limitAnswers403 } from './limit-answers-403.ts';
import { limitAskedAfterTheAct } from './limit-asked-after-the-act.ts';
import { limitAskedAfterTheRights } from './limit-asked-after-the-rights.ts';
import { limitCountedPerTenant } from './limit-counted-per-tenant.ts';
import { limitFieldEchoesRemaining } from './limit-field-echoes-remaining.ts';
import { limitFieldsOnSuccessOnly } from './limit-fields-on-success-only.ts';
import { limitLosesParallelCounts } from './limit-loses-parallel-counts.ts';
import { oneRequestTooFew } from './one-request-too-few.ts';
import { oneRequestTooMany } from './one-request-too-many.ts';
import { onlyTheFirstTierHolds } from './only-the-first-tier-holds.ts';
import { remainingFieldStuck } from './remaining-field-stuck.ts';
import { resetFieldInMilliseconds } from './reset-field-in-milliseconds.ts';
import { resetFieldIsADifference } from './reset-field-is-a-difference.ts';
import { resetFieldMoves } from './reset-field-moves.ts';
import { retryAfterIsADate } from './retry-after-is-a-date.ts';
import { retryAfterIsTheWholeWindow } from './retry-after-is-the-whole-window.ts';
import { retryAfterMissing } from './retry-after-missing.ts';
import { retryAfterTooShort } from './retry-after-too-short.ts';
import { slidingWindowJumps } from './sliding-window-jumps.ts';
import { structuredLimitFieldInOldDialect } from './structured-limit-field-in-old-dialect.ts';
import { writeLimitCountsReads } from './write-limit-counts-reads.ts';

export const rateLimitsMutants: readonly Mutant[] = [
  badKeySeesTheQuota,
  bucketStaysEmpty,
  budgetTricklesBack,
  forwardedForResetsTheLimit,
  goodLoginsSpendGuesses,
  limit429IsCacheable,
  limitAnswers403,
  limitAskedAfterTheAct,
  limitAskedAfterTheRights,
  limitCountedPerTenant,
  limitFieldEchoesRemaining,
  limitFieldsOnSuccessOnly,
  limitLosesParallelCounts,
  oneRequestTooFew,
  oneRequestTooMany,
  onlyTheFirstTierHolds,
  remainingFieldStuck,
  resetFieldInMilliseconds,
  resetFieldIsADifference,
  resetFieldMoves,
  retryAfterIsADate,
  retryAfterIsTheWholeWindow,
  retryAfterMissing,
  retryAfterTooShort,
  slidingWindowJumps,
  structuredLimitFieldInOldDialect,
  writeLimitCountsReads,
];
