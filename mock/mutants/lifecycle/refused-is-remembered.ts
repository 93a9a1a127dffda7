import { refuse } from '../../call.ts';
import { authenticate } from '../../stages/authenticate.ts';
import type { Mutant } from '../mutant.ts';
import { presentedText } from '../presented-text.ts';

const rememberedMs = 60_000;

export const refusedIsRemembered: Mutant = {
  id: 'refused-is-remembered',
  lie: 'A credential that was tried too early is refused for another minute, although it works by then.',
  fails: ['token-activation-lag-bounded'],
  appliesTo: (model) => [...model.credentials.values()].some(({ starts }) => starts.withinSeconds > 0),
  options: (model) => {
    const refusedAt = new Map<string, number>();
    return {
      // The worst server that the document allows: else there is no time at which it is too early.
      latest: true,
      stages: {
        authenticate: async (call) => {
          const key = `${call.world.name} ${presentedText(model, call)}`;
          const since = refusedAt.get(key);
          if (since !== undefined && call.now - since < rememberedMs)
            return refuse('unknown', 'refused before, and remembered');
          const refused = await authenticate(call);
          if (refused?.cause === 'pending') refusedAt.set(key, call.now);
          return refused;
        },
      },
    };
  },
};
