import type { Mutant } from '../mutant.ts';
import { accessTokenRefreshes } from './access-token-refreshes.ts';
import { anyPasswordLogsIn } from './any-password-logs-in.ts';
import { assertionAudienceNotChecked } from './assertion-audience-not-checked.ts';
import { assertionIssuerNotChecked } from './assertion-issuer-not-checked.ts';
import { expiresInToldInMilliseconds } from './expires-in-told-in-milliseconds.ts';
import { guessesAreCountedPerSpelling } from './guesses-are-counted-per-spelling.ts';
import { guessesAreForgivenWhenForwarded } from './guesses-are-forgiven-when-forwarded.ts';
import { guessingIsNotLimited } from './guessing-is-not-limited.ts';
import { loginBodySetsTheRole } from './login-body-sets-the-role.ts';
import { loginTakesAnyMediaType } from './login-takes-any-media-type.ts';
import { loginTakesTheQuery } from './login-takes-the-query.ts';
import { loginTellsOfAnotherUser } from './login-tells-of-another-user.ts';
import { oneProviderIsMissing } from './one-provider-is-missing.ts';
import { oneRoleCannotLogIn } from './one-role-cannot-log-in.ts';
import { passwordComparedWithoutCaseOrSpace } from './password-compared-without-case-or-space.ts';
import { passwordCutAt72Bytes } from './password-cut-at-72-bytes.ts';
import { passwordQueryOperatorAccepted } from './password-query-operator-accepted.ts';
import { refreshBodySetsTheRole } from './refresh-body-sets-the-role.ts';
import { refreshGivesADeadToken } from './refresh-gives-a-dead-token.ts';
import { refreshRace } from './refresh-race.ts';
import { refreshSurvivesTheLogout } from './refresh-survives-the-logout.ts';
import { refreshTokenCheckedByItsBeginning } from './refresh-token-checked-by-its-beginning.ts';
import { refreshTokenNeverExpires } from './refresh-token-never-expires.ts';
import { refreshTokenNeverUsedUp } from './refresh-token-never-used-up.ts';
import { refreshTokenOpensTheApi } from './refresh-token-opens-the-api.ts';
import { refusalSaysSuccess } from './refusal-says-success.ts';
import { refusedRefreshAnswers409 } from './refused-refresh-answers-409.ts';
import { removedUsersRefreshLives } from './removed-users-refresh-lives.ts';
import { reuseKeepsTheFamily } from './reuse-keeps-the-family.ts';
import { revocationEndsEverySession } from './revocation-ends-every-session.ts';
import { revocationSparesTheAccessToken } from './revocation-spares-the-access-token.ts';
import { revokedRefreshTokenRefreshes } from './revoked-refresh-token-refreshes.ts';
import { ssoOnlyUserMayUsePassword } from './sso-only-user-may-use-password.ts';
import { thirdLoginInARowIsDead } from './third-login-in-a-row-is-dead.ts';
import { unknownUserIsTold } from './unknown-user-is-told.ts';
import { wrongLoginAnswers200 } from './wrong-login-answers-200.ts';

export const loginMutants: readonly Mutant[] = [
  accessTokenRefreshes,
  anyPasswordLogsIn,
  assertionAudienceNotChecked,
  assertionIssuerNotChecked,
  expiresInToldInMilliseconds,
  guessingIsNotLimited,
  loginBodySetsTheRole,
  loginTakesAnyMediaType,
  loginTakesTheQuery,
  loginTellsOfAnotherUser,
  oneProviderIsMissing,
  oneRoleCannotLogIn,
  passwordComparedWithoutCaseOrSpace,
  passwordQueryOperatorAccepted,
  refreshBodySetsTheRole,
  refreshGivesADeadToken,
  refreshRace,
  refreshSurvivesTheLogout,
  refreshTokenCheckedByItsBeginning,
  refreshTokenNeverExpires,
  refreshTokenNeverUsedUp,
  refreshTokenOpensTheApi,
  refusalSaysSuccess,
  refusedRefreshAnswers409,
  reuseKeepsTheFamily,
  ssoOnlyUserMayUsePassword,
  thirdLoginInARowIsDead,
  unknownUserIsTold,
  wrongLoginAnswers200,
  passwordCutAt72Bytes,
  revocationSparesTheAccessToken,
  revokedRefreshTokenRefreshes,
  revocationEndsEverySession,
  guessesAreCountedPerSpelling,
  guessesAreForgivenWhenForwarded,
  removedUsersRefreshLives,
];
