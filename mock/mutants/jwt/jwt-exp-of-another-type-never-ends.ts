import type { Mutant } from '../mutant.ts';
import { readingClaims } from './careless-verifier.ts';
import { livesForATime } from './lenient-jwt.ts';

export const jwtExpOfAnotherTypeNeverEnds: Mutant = {
  id: 'jwt-exp-of-another-type-never-ends',
  lie: 'exp is compared whatever it is, and what is no number is never in the past.',
  fails: ['jwt-exp-malformed'],
  appliesTo: livesForATime,
  options: () =>
    readingClaims((claims, _, now) => {
      const exp: unknown = claims.exp;
      return exp !== undefined && typeof exp !== 'number' && !(Number(exp) <= now / 1000)
        ? { ...claims, exp: Math.floor(now / 1000) + 1 }
        : claims;
    }),
};
