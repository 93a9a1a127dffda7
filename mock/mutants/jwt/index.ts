import type { Mutant } from '../mutant.ts';
import { accessTokenLivesADay } from './access-token-lives-a-day.ts';
import { jwtAlgNoneAccepted } from './jwt-alg-none-accepted.ts';
import { jwtAudComparedByItsBeginning } from './jwt-aud-compared-by-its-beginning.ts';
import { jwtAudNotChecked } from './jwt-aud-not-checked.ts';
import { jwtCertificateInHeaderTrusted } from './jwt-certificate-in-header-trusted.ts';
import { jwtClaimsHoldThePasswordHash } from './jwt-claims-hold-the-password-hash.ts';
import { jwtDecodedNotVerified } from './jwt-decoded-not-verified.ts';
import { jwtEmbeddedKeyVerifies } from './jwt-embedded-key-verifies.ts';
import { jwtExpBeyondTheCalendarCrashes } from './jwt-exp-beyond-the-calendar-crashes.ts';
import { jwtExpIgnored } from './jwt-exp-ignored.ts';
import { jwtExpOfAnotherTypeNeverEnds } from './jwt-exp-of-another-type-never-ends.ts';
import { jwtFirstDuplicateWins } from './jwt-first-duplicate-wins.ts';
import { jwtIatNamesTheEnd } from './jwt-iat-names-the-end.ts';
import { jwtIssNotChecked } from './jwt-iss-not-checked.ts';
import { jwtKidNamesAFile } from './jwt-kid-names-a-file.ts';
import { jwtNbfIgnored } from './jwt-nbf-ignored.ts';
import { jwtOwnKeyTrusted } from './jwt-own-key-trusted.ts';
import { jwtPartsBeyondThreeIgnored } from './jwt-parts-beyond-three-ignored.ts';
import { jwtPayloadReadBeforeCheck } from './jwt-payload-read-before-check.ts';
import { jwtPublicKeyTakenForASecret } from './jwt-public-key-taken-for-a-secret.ts';
import { jwtPublishedKeySetTakenForASecret } from './jwt-published-key-set-taken-for-a-secret.ts';
import { jwtSignatureComparedByItsBeginning } from './jwt-signature-compared-by-its-beginning.ts';
import { jwtSignedAfterTheRemovalAccepted } from './jwt-signed-after-the-removal-accepted.ts';
import { jwtSignedByAnotherAlgorithm } from './jwt-signed-by-another-algorithm.ts';
import { jwtSignedWithACommonSecret } from './jwt-signed-with-a-common-secret.ts';
import { jwtSignedWithTheNameOfTheService } from './jwt-signed-with-the-name-of-the-service.ts';
import { jwtSubjectNotLookedUp } from './jwt-subject-not-looked-up.ts';
import { jwtUnknownCritIgnored } from './jwt-unknown-crit-ignored.ts';
import { jwtWithoutExpLivesForEver } from './jwt-without-exp-lives-for-ever.ts';
import { jwtWithoutSignatureAccepted } from './jwt-without-signature-accepted.ts';
import { jwtZeroSignatureAccepted } from './jwt-zero-signature-accepted.ts';

export const jwtMutants: readonly Mutant[] = [
  accessTokenLivesADay,
  jwtAlgNoneAccepted,
  jwtClaimsHoldThePasswordHash,
  jwtDecodedNotVerified,
  jwtExpIgnored,
  jwtIatNamesTheEnd,
  jwtKidNamesAFile,
  jwtOwnKeyTrusted,
  jwtPartsBeyondThreeIgnored,
  jwtPayloadReadBeforeCheck,
  jwtSignedByAnotherAlgorithm,
  jwtSignedWithACommonSecret,
  jwtWithoutSignatureAccepted,
  jwtZeroSignatureAccepted,
  jwtUnknownCritIgnored,
  jwtWithoutExpLivesForEver,
  jwtExpOfAnotherTypeNeverEnds,
  jwtExpBeyondTheCalendarCrashes,
  jwtNbfIgnored,
  jwtAudNotChecked,
  jwtIssNotChecked,
  jwtAudComparedByItsBeginning,
  jwtFirstDuplicateWins,
  jwtSubjectNotLookedUp,
  jwtPublicKeyTakenForASecret,
  jwtPublishedKeySetTakenForASecret,
  jwtEmbeddedKeyVerifies,
  jwtCertificateInHeaderTrusted,
  jwtSignatureComparedByItsBeginning,
  jwtSignedAfterTheRemovalAccepted,
  jwtSignedWithTheNameOfTheService,
];
