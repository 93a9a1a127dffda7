import type { Mutant } from '../mutant.ts';
import { basicInCookieIsAccepted } from './basic-in-cookie-is-accepted.ts';
import { basicIsAskedForOverPlainHttp } from './basic-is-asked-for-over-plain-http.ts';
import { bodyIsCheckedBeforeTheCaller } from './body-is-checked-before-the-caller.ts';
import { bodyTokenIsAccepted } from './body-token-is-accepted.ts';
import { cookieTokenIsAccepted } from './cookie-token-is-accepted.ts';
import { everyOriginMayUseCredentials } from './every-origin-may-use-credentials.ts';
import { firstGoodCredentialWins } from './first-good-credential-wins.ts';
import { firstListTakesKeysOnly } from './first-list-takes-keys-only.ts';
import { forwardedUserIsTrusted } from './forwarded-user-is-trusted.ts';
import { guardKnowsOneSpelling } from './guard-knows-one-spelling.ts';
import { headIsNotGuarded } from './head-is-not-guarded.ts';
import { headsGoToAnotherHost } from './heads-go-to-another-host.ts';
import { hstsHasNoMaxAge } from './hsts-has-no-max-age.ts';
import { idOfTheKeyIsEnough } from './id-of-the-key-is-enough.ts';
import { ifNoneMatchAnswersFirst } from './if-none-match-answers-first.ts';
import { keyAsBearerTokenIsAccepted } from './key-as-bearer-token-is-accepted.ts';
import { keyInQueryIsAccepted } from './key-in-query-is-accepted.ts';
import { keysAreComparedByPrefix } from './keys-are-compared-by-prefix.ts';
import { lastCallerIsRemembered } from './last-caller-is-remembered.ts';
import { longTokensAreCut } from './long-tokens-are-cut.ts';
import { methodOverrideIsHonoured } from './method-override-is-honoured.ts';
import { nullOriginMayUseCredentials } from './null-origin-may-use-credentials.ts';
import { oneRouteServesEverybody } from './one-route-serves-everybody.ts';
import { optionsRunsTheGetHandler } from './options-runs-the-get-handler.ts';
import { originalUrlIsBelieved } from './original-url-is-believed.ts';
import { plainHttpIsServedBesideTls } from './plain-http-is-served-beside-tls.ts';
import { proxyAuthorizationIsAccepted } from './proxy-authorization-is-accepted.ts';
import { queryTokenIsAccepted } from './query-token-is-accepted.ts';
import { queryTokenMakesGoodForABadOne } from './query-token-makes-good-for-a-bad-one.ts';
import { rangesAreServedToAnybody } from './ranges-are-served-to-anybody.ts';
import { recordsAreLookedUpBeforeTheCaller } from './records-are-looked-up-before-the-caller.ts';
import { refusedCallsGoToTheLoginPage } from './refused-calls-go-to-the-login-page.ts';
import { refusedWriteIsDone } from './refused-write-is-done.ts';
import { rightsAreBorrowedFromASecondCredential } from './rights-are-borrowed-from-a-second-credential.ts';
import { secretNamesItsCredential } from './secret-names-its-credential.ts';
import { secretOfAnyKeyIsEnough } from './secret-of-any-key-is-enough.ts';
import { tokenAsKeyIsAccepted } from './token-as-key-is-accepted.ts';
import { tokensAreComparedWithoutCase } from './tokens-are-compared-without-case.ts';
import { traceEchoesTheRequest } from './trace-echoes-the-request.ts';
import { unknownMethodsAreServedAsGet } from './unknown-methods-are-served-as-get.ts';
import { unknownTokenIsForbidden } from './unknown-token-is-forbidden.ts';
import { xAuthTokenIsAccepted } from './x-auth-token-is-accepted.ts';

export const authenticationMutants: readonly Mutant[] = [
  basicInCookieIsAccepted,
  basicIsAskedForOverPlainHttp,
  bodyIsCheckedBeforeTheCaller,
  bodyTokenIsAccepted,
  cookieTokenIsAccepted,
  everyOriginMayUseCredentials,
  firstGoodCredentialWins,
  firstListTakesKeysOnly,
  forwardedUserIsTrusted,
  guardKnowsOneSpelling,
  headIsNotGuarded,
  headsGoToAnotherHost,
  hstsHasNoMaxAge,
  idOfTheKeyIsEnough,
  ifNoneMatchAnswersFirst,
  keyAsBearerTokenIsAccepted,
  keyInQueryIsAccepted,
  keysAreComparedByPrefix,
  lastCallerIsRemembered,
  longTokensAreCut,
  methodOverrideIsHonoured,
  nullOriginMayUseCredentials,
  oneRouteServesEverybody,
  optionsRunsTheGetHandler,
  originalUrlIsBelieved,
  plainHttpIsServedBesideTls,
  proxyAuthorizationIsAccepted,
  queryTokenIsAccepted,
  queryTokenMakesGoodForABadOne,
  rangesAreServedToAnybody,
  recordsAreLookedUpBeforeTheCaller,
  refusedCallsGoToTheLoginPage,
  refusedWriteIsDone,
  rightsAreBorrowedFromASecondCredential,
  secretNamesItsCredential,
  secretOfAnyKeyIsEnough,
  tokenAsKeyIsAccepted,
  tokensAreComparedWithoutCase,
  traceEchoesTheRequest,
  unknownMethodsAreServedAsGet,
  unknownTokenIsForbidden,
  xAuthTokenIsAccepted,
];
