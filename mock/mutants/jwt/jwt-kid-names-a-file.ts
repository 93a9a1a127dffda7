import { createHmac } from 'node:crypto';
import type { Mutant } from '../mutant.ts';
import { alsoAccepting, bearsJwt } from './lenient-jwt.ts';

export const jwtKidNamesAFile: Mutant = {
  id: 'jwt-kid-names-a-file',
  lie: 'kid names the file of the key, and an empty file is an empty key.',
  fails: ['jwt-kid-injection'],
  appliesTo: bearsJwt,
  options: (model) =>
    alsoAccepting(model, ({ header, parts }, authority) => {
      const digest = `sha${authority.algorithm.slice(2)}`;
      const expected = createHmac(digest, '').update(`${parts[0]}.${parts[1]}`).digest('base64url');
      return (
        header['alg'] === authority.algorithm &&
        String(header['kid']).includes('/dev/null') &&
        parts[2] === expected
      );
    }),
};
