import type { Mutant } from '../mutant.ts';
import { alsoAccepting, bearsJwt } from './lenient-jwt.ts';

export const jwtOwnKeyTrusted: Mutant = {
  id: 'jwt-own-key-trusted',
  lie: 'A key that the token brings in its header is used for the check.',
  fails: ['jwt-header-keys-ignored'],
  appliesTo: bearsJwt,
  options: (model) =>
    alsoAccepting(model, ({ header }) => ['jwk', 'jku', 'x5u', 'x5c'].some((name) => name in header)),
};
