import { editKinds } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { bearsJwt } from './lenient-jwt.ts';

export const accessTokenLivesADay: Mutant = {
  id: 'access-token-lives-a-day',
  lie: 'Access tokens live for a day.',
  fails: ['lifetime-enforced', 'expires-in-true', 'jwt-exp-enforced', 'jwt-lifetime-as-documented'],
  appliesTo: bearsJwt,
  model: (model) =>
    editKinds(model, (kind) =>
      kind.secret.kind === 'jwt' && kind.issuedBy === 'self' && kind.rights.length > 0
        ? { ...kind, lifetime: { afterSeconds: 86_400, withinSeconds: 86_400 } }
        : kind,
    ),
};
