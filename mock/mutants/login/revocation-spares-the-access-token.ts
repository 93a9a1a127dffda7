import { editKinds } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const revocationSparesTheAccessToken: Mutant = {
  id: 'revocation-spares-the-access-token',
  lie: 'A revoked refresh token leaves the access token of its sign-in alive.',
  fails: ['revoke-cascades-refresh'],
  appliesTo: (model) => [...model.credentials.values()].some(({ endedBy }) => endedBy.includes('revocation')),
  model: (model) =>
    editKinds(model, (kind) => ({
      ...kind,
      endedBy: kind.endedBy.filter((event) => event !== 'revocation'),
    })),
};
