import { afterAct, credentialVerb, kin } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const revokeByName: Mutant = {
  id: 'revoke-by-name',
  lie: 'Revoking one credential ends all of the same name.',
  fails: ['revoke-only-target'],
  appliesTo: (model) => model.operations.some(credentialVerb('revoke')),
  options: () =>
    afterAct(credentialVerb('revoke'), (call) => {
      if (call.outcome.subject?.type !== 'credential') return;
      const { credential } = call.outcome.subject;
      for (const other of kin(call, credential))
        if (other.name === credential.name) call.world.credentials.end(other, 'revoke', call.now);
    }),
};
