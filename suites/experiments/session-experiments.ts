import type { Experiment } from '../experiment.ts';
import { jwtAttacks } from './jwt-attacks.ts';
import { jwtExpiry } from './jwt-expiry.ts';
import { keyConfusion } from './key-confusion.ts';
import { loginAttempts } from './login-attempts.ts';
import { loginExtraFields } from './login-extra-fields.ts';
import { loginUsers } from './login-users.ts';
import { refreshAfterEvents } from './refresh-after-events.ts';
import { refreshChain } from './refresh-chain.ts';
import { refreshConfusion } from './refresh-confusion.ts';
import { refreshExpiry } from './refresh-expiry.ts';
import { refreshRevocation } from './refresh-revocation.ts';
import { signedForRemoved } from './signed-for-removed.ts';
import { signedJwts } from './signed-jwts.ts';
import { sso } from './sso.ts';

/** Logging in, staying in, and tokens that speak for themselves. */
export const sessionExperiments: readonly Experiment[] = [
  loginUsers,
  loginAttempts,
  loginExtraFields,
  sso,
  refreshChain,
  refreshConfusion,
  refreshExpiry,
  refreshAfterEvents,
  jwtAttacks,
  jwtExpiry,
  signedJwts,
  signedForRemoved,
  keyConfusion,
  refreshRevocation,
];
