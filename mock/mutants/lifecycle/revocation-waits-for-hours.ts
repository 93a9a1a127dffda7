import { changeKinds } from '../change.ts';
import { credentialVerb } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const revocationWaitsForHours: Mutant = {
  id: 'revocation-waits-for-hours',
  lie: 'A revoked credential ends only two hours later.',
  fails: ['revoke-immediate', 'revoke-is-final', 'rotation-ends-old', 'key-replace-works', 'last-key-atomic'],
  appliesTo: (model) => model.operations.some(credentialVerb('revoke')),
  model: (model) =>
    changeKinds(
      model,
      ({ isPassword }) => !isPassword,
      () => ({ ends: { afterSeconds: 7200, withinSeconds: 7200 } }),
    ),
};
