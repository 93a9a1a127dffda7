import type { Mutant } from '../mutant.ts';
import { alsoAccepting, bearsJwt } from './lenient-jwt.ts';

export const jwtKidNamesAFile: Mutant = {
  id: 'jwt-kid-names-a-file',
  lie: 'kid names the file of the key, and an empty file is an empty key.',
  fails: ['jwt-kid-injection'],
  appliesTo: bearsJwt,
  options: (model) => alsoAccepting(model, ({ header }) => String(header['kid']).includes('/dev/null')),
};
