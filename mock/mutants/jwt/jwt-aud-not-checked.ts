import type { Mutant } from '../mutant.ts';
import { readingClaims } from './careless-verifier.ts';
import { fixedClaim } from './lenient-jwt.ts';

export const jwtAudNotChecked: Mutant = {
  id: 'jwt-aud-not-checked',
  lie: 'Tokens for every audience are taken.',
  fails: ['jwt-aud-iss'],
  appliesTo: (model) => fixedClaim(model, 'aud') !== undefined,
  options: (model) => readingClaims((claims) => ({ ...claims, aud: fixedClaim(model, 'aud') ?? '' })),
};
