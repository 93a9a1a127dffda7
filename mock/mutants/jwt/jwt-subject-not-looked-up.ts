import { decodeJwt } from 'jose';
import type { Mutant } from '../mutant.ts';
import { signedText } from './careless-verifier.ts';
import { alsoAccepting, bearsJwt } from './lenient-jwt.ts';

export const jwtSubjectNotLookedUp: Mutant = {
  id: 'jwt-subject-not-looked-up',
  lie: 'A good signature is enough, whoever it names.',
  fails: ['jwt-sub-valid'],
  appliesTo: bearsJwt,
  options: (model) =>
    alsoAccepting(model, async ({ text, header, claims }, authority, { now }) => {
      const isKnown = model.fixtures.users.has(String(claims['sub']));
      if (isKnown || 'crit' in header || (await signedText(authority, text)) === undefined) return false;
      const { exp = 0, nbf = 0, jti } = decodeJwt(text);
      return exp > now / 1000 && nbf <= now / 1000 && jti !== undefined;
    }),
};
