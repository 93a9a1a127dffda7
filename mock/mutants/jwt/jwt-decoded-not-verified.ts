import type { Mutant } from '../mutant.ts';
import { alsoAccepting, bearsJwt } from './lenient-jwt.ts';

export const jwtDecodedNotVerified: Mutant = {
  id: 'jwt-decoded-not-verified',
  lie: 'Tokens are decoded and never verified.',
  fails: [
    'apikey-and-bearer-conflict',
    'bearer-exact-match',
    'http-comma-joined-credentials',
    'http-credentials-grammar-refused',
    'http-ctl-in-field',
    'http-duplicate-authorization',
    'http-oversized-credentials',
    'refresh-not-access',
    'jwt-alg-none',
    'jwt-signature-stripped',
    'jwt-signature-tampered',
    'jwt-payload-tampered',
    'jwt-weak-hmac-secret',
    'jwt-crit',
    'jwt-typ-and-kind',
    'jwt-kid-injection',
    'jwt-header-keys-ignored',
    'jwt-format-strict',
    'jwt-es256-zero-signature',
    'jwt-exp-malformed',
    'jwt-nbf-enforced',
    'jwt-sub-valid',
    'jwt-duplicate-claims',
  ],
  appliesTo: bearsJwt,
  options: (model) => alsoAccepting(model, () => true),
};
