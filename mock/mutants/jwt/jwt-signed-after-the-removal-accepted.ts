import { digestOf } from '../../secrets/digest.ts';
import { tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { signedText } from './careless-verifier.ts';
import { alsoAccepting, bearerKinds } from './lenient-jwt.ts';

export const jwtSignedAfterTheRemovalAccepted: Mutant = {
  id: 'jwt-signed-after-the-removal-accepted',
  lie: 'The removal of a user ends the tokens that exist; a later one is not asked for its user.',
  fails: ['jwt-sub-valid'],
  appliesTo: (model) =>
    model.operations.some(({ verb, object }) => verb === 'delete' && object === 'user') &&
    bearerKinds(model).some(({ endedBy }) => endedBy.includes('user-removal')),
  options: (model) =>
    alsoAccepting(model, async ({ text, claims }, authority, { world }) => {
      const known = [...world.credentials.all()].find(({ tokenId }) => tokenId === claims['jti']);
      if (known?.end?.cause !== 'user-removal' || known.digest === digestOf(text)) return false;
      if ((await signedText(authority, text)) === undefined) return false;
      tamper(known, { end: undefined });
      return true;
    }),
};
