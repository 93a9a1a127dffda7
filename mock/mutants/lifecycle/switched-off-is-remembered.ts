import { refuse } from '../../call.ts';
import { authenticate } from '../../stages/authenticate.ts';
import type { Mutant } from '../mutant.ts';
import { presentedText } from '../presented-text.ts';

const rememberedMs = 60_000;

export const switchedOffIsRemembered: Mutant = {
  id: 'switched-off-is-remembered',
  lie: 'A credential that was refused while it was switched off is refused for another minute after it is on again.',
  fails: ['enable-restores'],
  appliesTo: (model) =>
    model.operations.some(({ objectKind, set }) => objectKind === 'credential' && set['enabled'] === true),
  options: (model) => {
    const refusedAt = new Map<string, number>();
    return {
      stages: {
        authenticate: async (call) => {
          const key = `${call.world.name} ${presentedText(model, call)}`;
          const since = refusedAt.get(key);
          if (since !== undefined && call.now - since < rememberedMs)
            return refuse('disabled', 'refused before, and remembered');
          const refused = await authenticate(call);
          if (refused?.cause === 'disabled') refusedAt.set(key, call.now);
          return refused;
        },
      },
    };
  },
};
