import type { Mutant } from '../mutant.ts';
import { allowIsMissing } from './allow-is-missing.ts';
import { badCredentialLocksEverybodyOut } from './bad-credential-locks-everybody-out.ts';
import { base64IsLenient } from './base64-is-lenient.ts';
import { basicChallengeHasNoRealm } from './basic-challenge-has-no-realm.ts';
import { basicCharsetIsLatin1 } from './basic-charset-is-latin1.ts';
import { basicIsDecodedTwice } from './basic-is-decoded-twice.ts';
import { basicIsReadAsLatin1 } from './basic-is-read-as-latin1.ts';
import { basicTextIsTrimmed } from './basic-text-is-trimmed.ts';
import { basicWithoutAColonCrashes } from './basic-without-a-colon-crashes.ts';
import { basicWithoutAPasswordPasses } from './basic-without-a-password-passes.ts';
import { bearerChallengeIsBare } from './bearer-challenge-is-bare.ts';
import { brokenBase64Crashes } from './broken-base64-crashes.ts';
import { challengeIsJson } from './challenge-is-json.ts';
import { challengeIsMissing } from './challenge-is-missing.ts';
import { challengeIsOfAnotherScheme } from './challenge-is-of-another-scheme.ts';
import { challengeLacksAComma } from './challenge-lacks-a-comma.ts';
import { colonBehindTheKeyPasses } from './colon-behind-the-key-passes.ts';
import { controlCharactersAreStripped } from './control-characters-are-stripped.ts';
import { credentialsAreSearchedInAList } from './credentials-are-searched-in-a-list.ts';
import { dateIsInIsoForm } from './date-is-in-iso-form.ts';
import { emptyKeyIsSomebody } from './empty-key-is-somebody.ts';
import { emptyTokenIsSomebody } from './empty-token-is-somebody.ts';
import { errorCodeIsAnother } from './error-code-is-another.ts';
import { errorCodeWithoutAToken } from './error-code-without-a-token.ts';
import { errorDescriptionIsLocalised } from './error-description-is-localised.ts';
import { fieldNameIsComparedWithCase } from './field-name-is-compared-with-case.ts';
import { firstAuthorizationLineWins } from './first-authorization-line-wins.ts';
import { gatewayRefusesOuterBlanks } from './gateway-refuses-outer-blanks.ts';
import { keyStarMatchesAll } from './key-star-matches-all.ts';
import { keysAreSearchedInAList } from './keys-are-searched-in-a-list.ts';
import { lastAuthorizationLineWins } from './last-authorization-line-wins.ts';
import { lastKeyLineWins } from './last-key-line-wins.ts';
import { longCredentialsCrash } from './long-credentials-crash.ts';
import { passwordIsCutAtItsColon } from './password-is-cut-at-its-colon.ts';
import { quotesAroundTheTokenAreStripped } from './quotes-around-the-token-are-stripped.ts';
import { rawBasicIsAccepted } from './raw-basic-is-accepted.ts';
import { realmIsNotQuoted } from './realm-is-not-quoted.ts';
import { realmStandsTwice } from './realm-stands-twice.ts';
import { schemeIsComparedWithCase } from './scheme-is-compared-with-case.ts';
import { schemeOfBasicIsIgnored } from './scheme-of-basic-is-ignored.ts';
import { schemeOfTheTokenIsIgnored } from './scheme-of-the-token-is-ignored.ts';
import { tokenNullIsSomebody } from './token-null-is-somebody.ts';
import { tokensHoldABar } from './tokens-hold-a-bar.ts';
import { twoSpacesAreRefused } from './two-spaces-are-refused.ts';

export const headerFormatsMutants: readonly Mutant[] = [
  allowIsMissing,
  badCredentialLocksEverybodyOut,
  base64IsLenient,
  basicChallengeHasNoRealm,
  basicCharsetIsLatin1,
  basicIsDecodedTwice,
  basicIsReadAsLatin1,
  basicTextIsTrimmed,
  basicWithoutAColonCrashes,
  basicWithoutAPasswordPasses,
  bearerChallengeIsBare,
  brokenBase64Crashes,
  challengeIsJson,
  challengeIsMissing,
  challengeIsOfAnotherScheme,
  challengeLacksAComma,
  colonBehindTheKeyPasses,
  controlCharactersAreStripped,
  credentialsAreSearchedInAList,
  dateIsInIsoForm,
  emptyKeyIsSomebody,
  emptyTokenIsSomebody,
  errorCodeIsAnother,
  errorCodeWithoutAToken,
  errorDescriptionIsLocalised,
  fieldNameIsComparedWithCase,
  firstAuthorizationLineWins,
  gatewayRefusesOuterBlanks,
  keyStarMatchesAll,
  keysAreSearchedInAList,
  lastAuthorizationLineWins,
  lastKeyLineWins,
  longCredentialsCrash,
  passwordIsCutAtItsColon,
  quotesAroundTheTokenAreStripped,
  rawBasicIsAccepted,
  realmIsNotQuoted,
  realmStandsTwice,
  schemeIsComparedWithCase,
  schemeOfBasicIsIgnored,
  schemeOfTheTokenIsIgnored,
  tokenNullIsSomebody,
  tokensHoldABar,
  twoSpacesAreRefused,
];
