import { defaultStages, refuse } from '../../index.ts';
import { credentialVerb, insteadOfAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const maximumOverAllTenants: Mutant = {
  id: 'maximum-over-all-tenants',
  lie: 'The maximum is counted over all tenants together.',
  fails: ['key-limit-atomic', 'key-limit-below-works', 'key-limit-per-tenant', 'key-limit-refusal-harmless'],
  appliesTo: (model) => [...model.credentials.values()].some(({ count }) => Number.isFinite(count.max)),
  options: () =>
    insteadOfAct(credentialVerb('issue'), (call) => {
      const kind = call.world.kind(call.operation?.operation.object ?? '')?.kind;
      const alive = kind === undefined ? [] : [...call.world.credentials.managed(kind.name, call.now)];
      const own = alive.filter(({ tenant }) => tenant === call.tenant);
      return kind !== undefined && own.length < alive.length && alive.length >= kind.count.max
        ? refuse('maximum', 'others have used them up')
        : defaultStages.act(call);
    }),
};
