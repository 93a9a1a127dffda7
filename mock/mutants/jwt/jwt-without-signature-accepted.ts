import type { Mutant } from '../mutant.ts';
import { alsoAccepting, bearsJwt } from './lenient-jwt.ts';

export const jwtWithoutSignatureAccepted: Mutant = {
  id: 'jwt-without-signature-accepted',
  lie: 'A token without a signature is decoded and believed.',
  fails: ['jwt-signature-stripped'],
  appliesTo: bearsJwt,
  options: (model) =>
    alsoAccepting(
      model,
      ({ header, parts }) =>
        String(header['alg']).toLowerCase() !== 'none' && parts.length < 4 && (parts[2] ?? '') === '',
    ),
};
