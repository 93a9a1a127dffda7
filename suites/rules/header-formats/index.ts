import type { Rule } from '../../rule.ts';
import { apikeyDuplicateHeader } from './apikey-duplicate-header.ts';
import { basicChallengeRealm } from './basic-challenge-realm.ts';
import { basicCharsetParam } from './basic-charset-param.ts';
import { basicColonless } from './basic-colonless.ts';
import { basicControlChars } from './basic-control-chars.ts';
import { basicDoubleEncoding } from './basic-double-encoding.ts';
import { basicFirstColonSplit } from './basic-first-colon-split.ts';
import { basicRawNotAccepted } from './basic-raw-not-accepted.ts';
import { basicStrictBase64 } from './basic-strict-base64.ts';
import { basicUtf8 } from './basic-utf8.ts';
import { basicWrongSchemeRejected } from './basic-wrong-scheme-rejected.ts';
import { bearerChallengeHasParam } from './bearer-challenge-has-param.ts';
import { bearerEmptyToken } from './bearer-empty-token.ts';
import { bearerErrorAttribute } from './bearer-error-attribute.ts';
import { bearerLiteralJunk } from './bearer-literal-junk.ts';
import { bearerNoErrorWithoutCredentials } from './bearer-no-error-without-credentials.ts';
import { bearerParamCharset } from './bearer-param-charset.ts';
import { bearerToken68Charset } from './bearer-token68-charset.ts';
import { bearerWrongSchemeRejected } from './bearer-wrong-scheme-rejected.ts';
import { credentialEmptyRefused } from './credential-empty-refused.ts';
import { credentialJunkRefused } from './credential-junk-refused.ts';
import { http401HasChallenge } from './http-401-has-challenge.ts';
import { http405HasAllow } from './http-405-has-allow.ts';
import { httpAuthParamOnce } from './http-auth-param-once.ts';
import { httpChallengeGrammar } from './http-challenge-grammar.ts';
import { httpChallengeMatchesScheme } from './http-challenge-matches-scheme.ts';
import { httpCommaJoinedCredentials } from './http-comma-joined-credentials.ts';
import { httpCredentials1sp } from './http-credentials-1sp.ts';
import { httpCredentialsGrammarRefused } from './http-credentials-grammar-refused.ts';
import { httpCtlInField } from './http-ctl-in-field.ts';
import { httpDatePresentAndSane } from './http-date-present-and-sane.ts';
import { httpDuplicateAuthorization } from './http-duplicate-authorization.ts';
import { httpFieldNameCaseInsensitive } from './http-field-name-case-insensitive.ts';
import { httpGoodAfterBad } from './http-good-after-bad.ts';
import { httpMalformedNever5xx } from './http-malformed-never-5xx.ts';
import { httpOversizedCredentials } from './http-oversized-credentials.ts';
import { httpOwsTrimmed } from './http-ows-trimmed.ts';
import { httpRealmQuoted } from './http-realm-quoted.ts';
import { httpSchemeCaseInsensitive } from './http-scheme-case-insensitive.ts';

export const headerFormatsRules: readonly Rule[] = [
  apikeyDuplicateHeader,
  basicChallengeRealm,
  basicCharsetParam,
  basicColonless,
  basicControlChars,
  basicDoubleEncoding,
  basicFirstColonSplit,
  basicRawNotAccepted,
  basicStrictBase64,
  basicUtf8,
  basicWrongSchemeRejected,
  bearerChallengeHasParam,
  bearerEmptyToken,
  bearerErrorAttribute,
  bearerLiteralJunk,
  bearerNoErrorWithoutCredentials,
  bearerParamCharset,
  bearerToken68Charset,
  bearerWrongSchemeRejected,
  credentialEmptyRefused,
  credentialJunkRefused,
  http401HasChallenge,
  http405HasAllow,
  httpAuthParamOnce,
  httpChallengeGrammar,
  httpChallengeMatchesScheme,
  httpCommaJoinedCredentials,
  httpCredentials1sp,
  httpCredentialsGrammarRefused,
  httpCtlInField,
  httpDatePresentAndSane,
  httpDuplicateAuthorization,
  httpFieldNameCaseInsensitive,
  httpGoodAfterBad,
  httpMalformedNever5xx,
  httpOversizedCredentials,
  httpOwsTrimmed,
  httpRealmQuoted,
  httpSchemeCaseInsensitive,
];
