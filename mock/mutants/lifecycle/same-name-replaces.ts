import { afterAct, credentialVerb, kin, minted } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const sameNameReplaces: Mutant = {
  id: 'same-name-replaces',
  lie: 'A new credential ends the earlier one of the same name.',
  fails: [
    'credential-new-works',
    'issue-name-kept',
    'list-shows-whole-tenant',
    'multiple-credentials-coexist',
  ],
  appliesTo: (model) => model.operations.some(credentialVerb('issue')),
  options: () =>
    afterAct(credentialVerb('issue'), (call) => {
      const made = minted(call);
      if (made === undefined) return;
      for (const other of kin(call, made))
        if (other.name === made.name) call.world.credentials.end(other, 'revoke', call.now);
    }),
};
