import type { Mutant } from '../mutant.ts';
import { alsoAccepting, bearsJwt } from './lenient-jwt.ts';

export const jwtDecodedNotVerified: Mutant = {
  id: 'jwt-decoded-not-verified',
  lie: 'Tokens are decoded and never verified.',
  fails: [],
  appliesTo: bearsJwt,
  options: (model) => alsoAccepting(model, () => true),
};
