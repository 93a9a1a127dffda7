import type { Rule } from '../../rule.ts';
import { jwtAlgConfusion } from './jwt-alg-confusion.ts';
import { jwtAlgNone } from './jwt-alg-none.ts';
import { jwtAudIss } from './jwt-aud-iss.ts';
import { jwtClaimsAsDocumented } from './jwt-claims-as-documented.ts';
import { jwtCrit } from './jwt-crit.ts';
import { jwtDuplicateClaims } from './jwt-duplicate-claims.ts';
import { jwtEs256ZeroSignature } from './jwt-es256-zero-signature.ts';
import { jwtExpEnforced } from './jwt-exp-enforced.ts';
import { jwtExpMalformed } from './jwt-exp-malformed.ts';
import { jwtFormatStrict } from './jwt-format-strict.ts';
import { jwtHeaderKeysIgnored } from './jwt-header-keys-ignored.ts';
import { jwtIatSane } from './jwt-iat-sane.ts';
import { jwtKidInjection } from './jwt-kid-injection.ts';
import { jwtLifetimeAsDocumented } from './jwt-lifetime-as-documented.ts';
import { jwtNbfEnforced } from './jwt-nbf-enforced.ts';
import { jwtNoSensitiveClaims } from './jwt-no-sensitive-claims.ts';
import { jwtPayloadTampered } from './jwt-payload-tampered.ts';
import { jwtSignatureStripped } from './jwt-signature-stripped.ts';
import { jwtSignatureTampered } from './jwt-signature-tampered.ts';
import { jwtSubValid } from './jwt-sub-valid.ts';
import { jwtTypAndKind } from './jwt-typ-and-kind.ts';
import { jwtWeakHmacSecret } from './jwt-weak-hmac-secret.ts';

export const jwtRules: readonly Rule[] = [
  jwtAlgNone,
  jwtSignatureStripped,
  jwtSignatureTampered,
  jwtPayloadTampered,
  jwtWeakHmacSecret,
  jwtExpEnforced,
  jwtCrit,
  jwtTypAndKind,
  jwtKidInjection,
  jwtHeaderKeysIgnored,
  jwtFormatStrict,
  jwtEs256ZeroSignature,
  jwtNoSensitiveClaims,
  jwtClaimsAsDocumented,
  jwtLifetimeAsDocumented,
  jwtIatSane,
  jwtAlgConfusion,
  jwtAudIss,
  jwtDuplicateClaims,
  jwtExpMalformed,
  jwtNbfEnforced,
  jwtSubValid,
];
