import { afterAct, credentialVerb, kin, minted, tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const reissueRevivesOld: Mutant = {
  id: 'reissue-revives-old',
  lie: 'A new credential of the same name brings the revoked one back.',
  fails: ['list-hides-revoked', 'revoke-is-final'],
  appliesTo: (model) => model.operations.some(credentialVerb('revoke')),
  options: () =>
    afterAct(credentialVerb('issue'), (call) => {
      const made = minted(call);
      for (const other of made === undefined ? [] : kin(call, made))
        if (other.name === made?.name) tamper(other, { end: undefined });
    }),
};
