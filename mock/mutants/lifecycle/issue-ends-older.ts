import { afterAct, credentialVerb, kin, minted } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const issueEndsOlder: Mutant = {
  id: 'issue-ends-older',
  lie: 'A new credential ends all earlier ones of the same owner.',
  fails: ['rotation-overlap'],
  appliesTo: (model) => model.operations.some(credentialVerb('revoke')),
  options: () =>
    afterAct(credentialVerb('issue'), (call) => {
      const made = minted(call);
      for (const other of made === undefined ? [] : kin(call, made))
        if (other.owner === made?.owner && other.kind.count.min === 0)
          call.world.credentials.end(other, 'revoke', call.now);
    }),
};
