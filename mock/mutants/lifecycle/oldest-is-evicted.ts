import { defaultStages } from '../../index.ts';
import { credentialVerb, insteadOfAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const oldestIsEvicted: Mutant = {
  id: 'oldest-is-evicted',
  lie: 'At the maximum the oldest credential is ended, though the new one is refused.',
  fails: ['key-limit-atomic', 'key-limit-exact', 'key-limit-refusal-harmless'],
  appliesTo: (model) => [...model.credentials.values()].some(({ count }) => Number.isFinite(count.max)),
  options: () =>
    insteadOfAct(credentialVerb('issue'), async (call) => {
      const refused = await defaultStages.act(call);
      if (refused?.cause !== 'maximum') return refused;
      const kind = call.operation?.operation.object ?? '';
      const alive = [...call.world.credentials.managed(kind, call.now)].filter(
        ({ tenant, owner }) =>
          tenant === call.tenant &&
          (call.user === undefined || owner === undefined || owner === call.user.id),
      );
      // The very first may be the one that calls.
      const oldest = alive[1];
      if (oldest !== undefined) call.world.credentials.end(oldest, 'revoke', call.now);
      return refused;
    }),
};
