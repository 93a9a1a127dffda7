import type { Mutant } from '../mutant.ts';
import { alsoAccepting, bearsJwt } from './lenient-jwt.ts';

export const jwtPartsBeyondThreeIgnored: Mutant = {
  id: 'jwt-parts-beyond-three-ignored',
  lie: 'What stands behind the third part of a token is ignored.',
  fails: ['bearer-exact-match', 'http-comma-joined-credentials', 'jwt-format-strict'],
  appliesTo: bearsJwt,
  options: (model) =>
    alsoAccepting(
      model,
      ({ parts }) => parts.length > 3 && (parts[1] ?? '') !== '' && (parts[2] ?? '') !== '',
    ),
};
