import type { Rule } from '../../rule.ts';
import { httpRetryAfterFormat } from './http-retry-after-format.ts';
import { rl429NotCached } from './rl-429-not-cached.ts';
import { rl429Status } from './rl-429-status.ts';
import { rlBlockedNotExecuted } from './rl-blocked-not-executed.ts';
import { rlConcurrentExact } from './rl-concurrent-exact.ts';
import { rlCountsAsDeclared } from './rl-counts-as-declared.ts';
import { rlExactLimit } from './rl-exact-limit.ts';
import { rlFixedWindowEdge } from './rl-fixed-window-edge.ts';
import { rlHeadersOnAll } from './rl-headers-on-all.ts';
import { rlIetfGrammar } from './rl-ietf-grammar.ts';
import { rlIetfNotInTrailers } from './rl-ietf-not-in-trailers.ts';
import { rlLimitConstant } from './rl-limit-constant.ts';
import { rlMultiHeaderConsistency } from './rl-multi-header-consistency.ts';
import { rlNoBypass } from './rl-no-bypass.ts';
import { rlNoInfoBeforeAuth } from './rl-no-info-before-auth.ts';
import { rlPartitionKeyNotSecret } from './rl-partition-key-not-secret.ts';
import { rlPerKey } from './rl-per-key.ts';
import { rlPrecedence } from './rl-precedence.ts';
import { rlProblemType } from './rl-problem-type.ts';
import { rlRemainingDecrements } from './rl-remaining-decrements.ts';
import { rlResetHonest } from './rl-reset-honest.ts';
import { rlResetStable } from './rl-reset-stable.ts';
import { rlResetUnit } from './rl-reset-unit.ts';
import { rlRetryAfterHonest } from './rl-retry-after-honest.ts';
import { rlRetryAfterPresent } from './rl-retry-after-present.ts';
import { rlRetryAfterVsReset } from './rl-retry-after-vs-reset.ts';
import { rlTiersAnd } from './rl-tiers-and.ts';
import { rlUnauthThrottled } from './rl-unauth-throttled.ts';
import { rlWindowRefill } from './rl-window-refill.ts';
import { rlWritesSeparate } from './rl-writes-separate.ts';

export const rateLimitsRules: readonly Rule[] = [
  rl429Status,
  rlExactLimit,
  rlTiersAnd,
  rlWritesSeparate,
  rlPerKey,
  rlNoBypass,
  rlConcurrentExact,
  rlBlockedNotExecuted,
  rlWindowRefill,
  rlFixedWindowEdge,
  rlCountsAsDeclared,
  rlPrecedence,
  rlNoInfoBeforeAuth,
  rlUnauthThrottled,
  rlHeadersOnAll,
  rlLimitConstant,
  rlRemainingDecrements,
  rlResetUnit,
  rlResetStable,
  rlResetHonest,
  rlRetryAfterPresent,
  httpRetryAfterFormat,
  rlRetryAfterHonest,
  rlRetryAfterVsReset,
  rl429NotCached,
  rlIetfGrammar,
  rlIetfNotInTrailers,
  rlMultiHeaderConsistency,
  rlPartitionKeyNotSecret,
  rlProblemType,
];
