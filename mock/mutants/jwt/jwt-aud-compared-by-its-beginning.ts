import type { Mutant } from '../mutant.ts';
import { readingClaims } from './careless-verifier.ts';
import { fixedClaim } from './lenient-jwt.ts';

export const jwtAudComparedByItsBeginning: Mutant = {
  id: 'jwt-aud-compared-by-its-beginning',
  lie: 'An audience is right if it begins like the own one.',
  fails: ['jwt-aud-iss'],
  appliesTo: (model) => fixedClaim(model, 'aud') !== undefined,
  options: (model) => {
    const own = fixedClaim(model, 'aud') ?? '';
    return readingClaims((claims) => (String(claims.aud).startsWith(own) ? { ...claims, aud: own } : claims));
  },
};
