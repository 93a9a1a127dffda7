import type { Mutant } from '../mutant.ts';
import { accessTokenLivesADay } from './access-token-lives-a-day.ts';
import { jwtAlgNoneAccepted } from './jwt-alg-none-accepted.ts';
import { jwtClaimsHoldThePasswordHash } from './jwt-claims-hold-the-password-hash.ts';
import { jwtDecodedNotVerified } from './jwt-decoded-not-verified.ts';
import { jwtExpIgnored } from './jwt-exp-ignored.ts';
import { jwtIatNamesTheEnd } from './jwt-iat-names-the-end.ts';
import { jwtKidNamesAFile } from './jwt-kid-names-a-file.ts';
import { jwtOwnKeyTrusted } from './jwt-own-key-trusted.ts';
import { jwtPartsBeyondThreeIgnored } from './jwt-parts-beyond-three-ignored.ts';
import { jwtPayloadReadBeforeCheck } from './jwt-payload-read-before-check.ts';
import { jwtSignedByAnotherAlgorithm } from './jwt-signed-by-another-algorithm.ts';
import { jwtSignedWithACommonSecret } from './jwt-signed-with-a-common-secret.ts';
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
];
