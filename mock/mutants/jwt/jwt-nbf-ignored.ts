import type { Mutant } from '../mutant.ts';
import { isWithin, readingClaims } from './careless-verifier.ts';
import { bearsJwt } from './lenient-jwt.ts';

export const jwtNbfIgnored: Mutant = {
  id: 'jwt-nbf-ignored',
  lie: 'nbf is not looked at.',
  fails: ['jwt-nbf-enforced'],
  appliesTo: bearsJwt,
  options: () =>
    readingClaims(
      (claims) => claims,
      ({ nbf: _, ...claims }, nowSeconds) => isWithin(claims, nowSeconds),
    ),
};
