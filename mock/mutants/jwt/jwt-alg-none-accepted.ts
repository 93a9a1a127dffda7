import type { Mutant } from '../mutant.ts';
import { alsoAccepting, bearsJwt } from './lenient-jwt.ts';

export const jwtAlgNoneAccepted: Mutant = {
  id: 'jwt-alg-none-accepted',
  lie: 'A token that says alg none, in any case, is not verified.',
  fails: ['jwt-alg-none'],
  appliesTo: bearsJwt,
  options: (model) => alsoAccepting(model, ({ header }) => String(header['alg']).toLowerCase() === 'none'),
};
