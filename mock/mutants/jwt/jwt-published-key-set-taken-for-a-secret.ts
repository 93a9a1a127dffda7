import { createHmac } from 'node:crypto';
import type { Mutant } from '../mutant.ts';
import { alsoAccepting, publishesKeys } from './lenient-jwt.ts';

export const jwtPublishedKeySetTakenForASecret: Mutant = {
  id: 'jwt-published-key-set-taken-for-a-secret',
  lie: 'The token chooses the algorithm; for HS256 the text of the JWK is the secret.',
  fails: ['jwt-alg-confusion'],
  appliesTo: publishesKeys,
  options: (model) =>
    alsoAccepting(model, ({ header, parts }, authority) => {
      const key = JSON.stringify(authority.publicJwk());
      const expected = createHmac('sha256', key).update(`${parts[0]}.${parts[1]}`).digest('base64url');
      return header['alg'] === 'HS256' && parts[2] === expected;
    }),
};
