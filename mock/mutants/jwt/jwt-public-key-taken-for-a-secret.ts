import { createHmac } from 'node:crypto';
import type { Mutant } from '../mutant.ts';
import { alsoAccepting, publishesKeys } from './lenient-jwt.ts';

export const jwtPublicKeyTakenForASecret: Mutant = {
  id: 'jwt-public-key-taken-for-a-secret',
  lie: 'The token chooses the algorithm; for HS256 the PEM of the public key is the secret.',
  fails: ['jwt-alg-confusion'],
  appliesTo: publishesKeys,
  options: (model) =>
    alsoAccepting(model, ({ header, parts }, authority) => {
      const pem = authority.keys().verify.export({ format: 'pem', type: 'spki' });
      const expected = createHmac('sha256', pem).update(`${parts[0]}.${parts[1]}`).digest('base64url');
      return header['alg'] === 'HS256' && parts[2] === expected;
    }),
};
