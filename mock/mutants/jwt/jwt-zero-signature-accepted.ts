import type { Mutant } from '../mutant.ts';
import { alsoAccepting, bearsJwt } from './lenient-jwt.ts';

export const jwtZeroSignatureAccepted: Mutant = {
  id: 'jwt-zero-signature-accepted',
  lie: 'An ECDSA signature of zeros verifies.',
  fails: ['jwt-es256-zero-signature'],
  appliesTo: bearsJwt,
  options: (model) =>
    alsoAccepting(
      model,
      ({ header, parts }) => String(header['alg']).startsWith('ES') && /^A+$/.test(parts[2] ?? ''),
    ),
};
