import { changeKinds } from '../change.ts';
import { credentialVerb } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const revokedWorksForAMinute: Mutant = {
  id: 'revoked-works-for-a-minute',
  lie: 'A revoked credential is accepted for another minute.',
  fails: ['revoke-immediate', 'revoke-is-final', 'rotation-ends-old', 'key-replace-works', 'last-key-atomic'],
  appliesTo: (model) => model.operations.some(credentialVerb('revoke')),
  model: (model) =>
    changeKinds(
      model,
      ({ isPassword }) => !isPassword,
      () => ({ ends: { afterSeconds: 60, withinSeconds: 60 } }),
    ),
};
