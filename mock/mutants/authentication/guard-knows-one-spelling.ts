import type { Mutant } from '../mutant.ts';
import { afterRouting } from '../wrap.ts';

export const guardKnowsOneSpelling: Mutant = {
  id: 'guard-knows-one-spelling',
  lie: 'The router folds case and doubled slashes, the guard compares the path as it came.',
  fails: ['authz-path-variants', 'authz-path-spellings-uniform'],
  appliesTo: () => true,
  options: () =>
    afterRouting((call, refused) => {
      if (!refused) return refused;
      const { plan } = call.world;
      const folded = call.request.path.replace(/\/{2,}/g, '/').toLowerCase();
      const match = (call.isConsole ? plan.console : plan.api).match(folded);
      if (!match) return refused;
      call.route = match.route;
      call.params = match.params;
      call.operation = match.route.operations.get(call.request.method);
      return undefined;
    }),
};
