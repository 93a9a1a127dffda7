import type { Mutant } from '../mutant.ts';
import { alsoAccepting, bearsJwt } from './lenient-jwt.ts';

export const jwtPayloadReadBeforeCheck: Mutant = {
  id: 'jwt-payload-read-before-check',
  lie: 'Claims that the signature does not cover are believed if the header and signature look right.',
  fails: ['jwt-payload-tampered'],
  appliesTo: bearsJwt,
  options: (model) =>
    alsoAccepting(
      model,
      ({ header, claims, parts }) =>
        parts.length === 3 &&
        Object.keys(header).length <= 2 &&
        header['alg'] !== 'none' &&
        'admin' in claims,
    ),
};
