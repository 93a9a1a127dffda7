import { refuse } from '../../call.ts';
import { afterAuthorisation, changesRoles } from '../access.ts';
import type { Mutant } from '../mutant.ts';

const rememberedMs = 60_000;

export const deniedIsRemembered: Mutant = {
  id: 'denied-is-remembered',
  lie: 'Who was denied once is denied for another minute, although the right was given back.',
  fails: ['role-change-propagates', 'tenant-switch-rights-reevaluated'],
  appliesTo: changesRoles,
  options: () => {
    const deniedAt = new Map<string, number>();
    return afterAuthorisation((call, refused) => {
      const ids = call.verified.map(({ credential }) => credential.id);
      const key = JSON.stringify([call.world.name, ids, call.operation?.operation.key]);
      const since = deniedAt.get(key);
      if (refused?.cause === 'no-right') deniedAt.set(key, call.now);
      else if (since !== undefined && call.now - since < rememberedMs)
        return refuse('no-right', 'denied before, and remembered');
      return refused;
    });
  },
};
