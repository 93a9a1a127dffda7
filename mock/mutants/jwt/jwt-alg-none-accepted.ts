import type { Mutant } from '../mutant.ts';
import { alsoAccepting, bearsJwt } from './lenient-jwt.ts';

export const jwtAlgNoneAccepted: Mutant = {
  id: 'jwt-alg-none-accepted',
  lie: 'A token that says alg none, in any case, is not verified.',
  fails: [],
  appliesTo: bearsJwt,
  options: (model) => alsoAccepting(model, ({ header }) => String(header['alg']).toLowerCase() === 'none'),
};
