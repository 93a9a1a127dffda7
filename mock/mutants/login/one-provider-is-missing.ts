import { editKinds } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { takesAssertions } from './applies.ts';
import { withFewer } from './claims.ts';

export const oneProviderIsMissing: Mutant = {
  id: 'one-provider-is-missing',
  lie: 'One of the documented providers is not accepted.',
  fails: ['sso-exchange-works'],
  appliesTo: takesAssertions,
  model: (model) =>
    editKinds(model, (kind) => (kind.issuedBy === 'third-party' ? withFewer(kind, 'iss') : kind)),
};
