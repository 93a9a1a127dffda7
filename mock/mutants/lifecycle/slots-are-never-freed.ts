import { defaultStages, refuse } from '../../index.ts';
import { credentialVerb, insteadOfAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const slotsAreNeverFreed: Mutant = {
  id: 'slots-are-never-freed',
  lie: 'Revoked credentials count against the maximum for good.',
  fails: ['key-limit-atomic', 'key-limit-slot-reusable', 'management-open-to-role'],
  appliesTo: (model) => [...model.credentials.values()].some(({ count }) => Number.isFinite(count.max)),
  options: () =>
    insteadOfAct(credentialVerb('issue'), (call) => {
      const kind = call.world.kind(call.operation?.operation.object ?? '')?.kind;
      const ever =
        kind === undefined
          ? []
          : [...call.world.credentials.of(kind.name)].filter(
              ({ tenant, owner }) =>
                tenant === call.tenant && (kind.count.per === 'tenant' || owner === call.user?.id),
            );
      return kind !== undefined && ever.length >= kind.count.max
        ? refuse('maximum', 'as many were issued once')
        : defaultStages.act(call);
    }),
};
