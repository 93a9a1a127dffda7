import { editKinds } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { takesAssertions } from './applies.ts';
import { withAnyText } from './claims.ts';

export const assertionIssuerNotChecked: Mutant = {
  id: 'assertion-issuer-not-checked',
  lie: 'An assertion of any issuer logs in, if a known key signed it.',
  fails: ['sso-provider-known'],
  appliesTo: takesAssertions,
  model: (model) =>
    editKinds(model, (kind) => (kind.issuedBy === 'third-party' ? withAnyText(kind, 'iss') : kind)),
};
