import { maximumRaced } from '../lifecycle/maximum-raced.ts';
import { minimumRaced } from '../lifecycle/minimum-raced.ts';
import { usedCredentialIsCachedFor30s } from '../lifecycle/used-credential-is-cached-for-30s.ts';
import { limitLosesParallelCounts } from '../rate-limits/limit-loses-parallel-counts.ts';
import { limitIsCheckedThenCounted } from './limit-is-checked-then-counted.ts';
import { alsoUnderLoad, type LoadMutant } from './load-mutant.ts';
import { newCredentialIsUnknownAtFirst } from './new-credential-is-unknown-at-first.ts';
import { oldIsRefusedWhileNewIsMade } from './old-is-refused-while-new-is-made.ts';
import { remainingIsReadLate } from './remaining-is-read-late.ts';
import { someAnswersAre500 } from './some-answers-are-500.ts';
import { unknownCredentialsAreHashedSlowly } from './unknown-credentials-are-hashed-slowly.ts';

export type { LoadMutant } from './load-mutant.ts';

/** Lies that show under load; `authproof selftest` runs each against its probe. */
export const loadMutants: readonly LoadMutant[] = [
  alsoUnderLoad(limitLosesParallelCounts, 'limiter-exact-under-flood'),
  limitIsCheckedThenCounted,
  remainingIsReadLate,
  alsoUnderLoad(usedCredentialIsCachedFor30s, 'revocation-under-load'),
  newCredentialIsUnknownAtFirst,
  oldIsRefusedWhileNewIsMade,
  alsoUnderLoad(maximumRaced, 'lifecycle-under-contention'),
  alsoUnderLoad(minimumRaced, 'lifecycle-under-contention'),
  unknownCredentialsAreHashedSlowly,
  someAnswersAre500,
];
