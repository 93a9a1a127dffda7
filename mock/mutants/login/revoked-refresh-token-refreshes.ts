import type { AuthModel, Operation } from '../../../spec/model.ts';
import { insteadOfAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { proofKinds } from './applies.ts';

export const revokedRefreshTokenRefreshes: Mutant = {
  id: 'revoked-refresh-token-refreshes',
  lie: 'The revocation of a refresh token answers 200, as it always does, and revokes nothing.',
  fails: ['revoke-cascades-refresh'],
  appliesTo: (model) => model.operations.some((operation) => revokesProof(model, operation)),
  options: (model) =>
    insteadOfAct(
      (operation) => revokesProof(model, operation),
      () => undefined,
    ),
};

function revokesProof(model: AuthModel, { verb, object }: Operation): boolean {
  return verb === 'revoke' && proofKinds(model).includes(object);
}
