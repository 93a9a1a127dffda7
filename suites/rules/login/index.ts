import type { Rule } from '../../rule.ts';
import { accessNotRefresh } from './access-not-refresh.ts';
import { expiresInTrue } from './expires-in-true.ts';
import { loginBlockedHonoured } from './login-blocked-honoured.ts';
import { loginBruteForceLimited } from './login-brute-force-limited.ts';
import { loginEnvelope } from './login-envelope.ts';
import { loginEveryRole } from './login-every-role.ts';
import { loginIgnoresExtraFields } from './login-ignores-extra-fields.ts';
import { loginMethodAndMediaType } from './login-method-and-media-type.ts';
import { loginNoUserEnumeration } from './login-no-user-enumeration.ts';
import { loginPasswordExact } from './login-password-exact.ts';
import { loginRepeatable } from './login-repeatable.ts';
import { loginTypeConfusion } from './login-type-confusion.ts';
import { loginUserBlock } from './login-user-block.ts';
import { loginWrongPassword401 } from './login-wrong-password-401.ts';
import { refreshAfterSecurityEvent } from './refresh-after-security-event.ts';
import { refreshAtomic } from './refresh-atomic.ts';
import { refreshErrorShape } from './refresh-error-shape.ts';
import { refreshExpiryRule } from './refresh-expiry.ts';
import { refreshNoEscalation } from './refresh-no-escalation.ts';
import { refreshNotAccess } from './refresh-not-access.ts';
import { refreshReuseRevokesFamily } from './refresh-reuse-revokes-family.ts';
import { refreshRotation } from './refresh-rotation.ts';
import { refreshTamperedRefused } from './refresh-tampered-refused.ts';
import { refreshWorks } from './refresh-works.ts';
import { revokeCascadesRefresh } from './revoke-cascades-refresh.ts';
import { ssoAssertionChecked } from './sso-assertion-checked.ts';
import { ssoExchangeWorks } from './sso-exchange-works.ts';
import { ssoProviderKnown } from './sso-provider-known.ts';
import { tokenResponseNoStore } from './token-response-no-store.ts';

export const loginRules: readonly Rule[] = [
  loginWrongPassword401,
  loginNoUserEnumeration,
  loginMethodAndMediaType,
  loginTypeConfusion,
  loginPasswordExact,
  loginEnvelope,
  loginUserBlock,
  loginIgnoresExtraFields,
  loginRepeatable,
  loginEveryRole,
  loginBlockedHonoured,
  loginBruteForceLimited,
  ssoExchangeWorks,
  ssoAssertionChecked,
  ssoProviderKnown,
  tokenResponseNoStore,
  expiresInTrue,
  refreshWorks,
  refreshRotation,
  refreshReuseRevokesFamily,
  refreshAtomic,
  refreshAfterSecurityEvent,
  refreshNotAccess,
  accessNotRefresh,
  refreshExpiryRule,
  refreshNoEscalation,
  refreshErrorShape,
  refreshTamperedRefused,
  revokeCascadesRefresh,
];
