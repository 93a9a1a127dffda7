import type { Mutant } from '../mutant.ts';
import { readingClaims } from './careless-verifier.ts';
import { fixedClaim } from './lenient-jwt.ts';

export const jwtIssNotChecked: Mutant = {
  id: 'jwt-iss-not-checked',
  lie: 'Tokens of every issuer that holds the key are taken.',
  fails: ['jwt-aud-iss'],
  appliesTo: (model) => fixedClaim(model, 'iss') !== undefined,
  options: (model) => readingClaims((claims) => ({ ...claims, iss: fixedClaim(model, 'iss') ?? '' })),
};
