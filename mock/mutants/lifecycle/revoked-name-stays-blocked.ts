import { afterAct, credentialVerb, kin, minted, tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const revokedNameStaysBlocked: Mutant = {
  id: 'revoked-name-stays-blocked',
  lie: 'A new credential under the name of a revoked one never works.',
  fails: ['reissue-after-revoke-works'],
  appliesTo: (model) => model.operations.some(credentialVerb('revoke')),
  options: () =>
    afterAct(credentialVerb('issue'), (call) => {
      const made = minted(call);
      if (
        made !== undefined &&
        kin(call, made).some(({ name, end }) => name === made.name && end !== undefined)
      )
        tamper(made, { enabled: false });
    }),
};
