import { createHmac } from 'node:crypto';
import type { Mutant } from '../mutant.ts';
import { alsoAccepting, bearsJwt } from './lenient-jwt.ts';

export const jwtSignatureComparedByItsBeginning: Mutant = {
  id: 'jwt-signature-compared-by-its-beginning',
  lie: 'As much of a signature is compared as there is of it, from eight bytes on.',
  fails: ['jwt-signature-tampered'],
  appliesTo: (model) =>
    bearsJwt(model) &&
    [...model.credentials.values()].some(
      ({ secret }) => secret.kind === 'jwt' && JSON.stringify(secret.header).includes('HS256'),
    ),
  options: (model) =>
    alsoAccepting(model, ({ header, parts }, authority) => {
      const given = Buffer.from(parts[2] ?? '', 'base64url');
      const right = createHmac('sha256', authority.keys().sign).update(`${parts[0]}.${parts[1]}`).digest();
      const isWhole = given.toString('base64url') === parts[2] && parts.length === 3;
      return (
        header['alg'] === 'HS256' &&
        isWhole &&
        given.length >= 8 &&
        given.length < right.length &&
        right.subarray(0, given.length).equals(given)
      );
    }),
};
