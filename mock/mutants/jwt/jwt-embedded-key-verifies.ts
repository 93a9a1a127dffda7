import { compactVerify, EmbeddedJWK } from 'jose';
import type { Mutant } from '../mutant.ts';
import { alsoAccepting, bearsJwt } from './lenient-jwt.ts';

export const jwtEmbeddedKeyVerifies: Mutant = {
  id: 'jwt-embedded-key-verifies',
  lie: 'The signature is checked, by the public key that the token brings as jwk.',
  fails: ['jwt-header-keys-ignored'],
  appliesTo: bearsJwt,
  options: (model) =>
    alsoAccepting(model, ({ text }) =>
      compactVerify(text, EmbeddedJWK).then(
        () => true,
        () => false,
      ),
    ),
};
