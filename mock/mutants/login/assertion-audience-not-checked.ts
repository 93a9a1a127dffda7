import { editKinds } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { takesAssertions } from './applies.ts';
import { withoutClaim } from './claims.ts';

export const assertionAudienceNotChecked: Mutant = {
  id: 'assertion-audience-not-checked',
  lie: 'An assertion that was made for another service logs in here.',
  fails: ['sso-assertion-checked'],
  appliesTo: takesAssertions,
  model: (model) =>
    editKinds(model, (kind) => (kind.issuedBy === 'third-party' ? withoutClaim(kind, 'aud') : kind)),
};
