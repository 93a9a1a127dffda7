import type { Call } from '../../call.ts';
import { authorise } from '../../stages/authorise.ts';
import { letPass } from '../access.ts';
import type { Mutant } from '../mutant.ts';
import { afterRouting, beforeAuthentication, fieldValues } from '../wrap.ts';

export const originalUrlIsBelieved: Mutant = {
  id: 'original-url-is-believed',
  lie: 'The guard looks at the path, the router at X-Original-URL.',
  fails: ['forwarded-headers-not-trusted'],
  appliesTo: () => true,
  options: () => {
    const rerouted = new WeakSet<Call>();
    const routing = afterRouting((call, refused) => {
      const [path] = fieldValues(call.request, 'x-original-url');
      const match = refused && path !== undefined ? call.world.plan.api.match(path) : undefined;
      if (!match) return refused;
      rerouted.add(call);
      call.route = match.route;
      call.params = match.params;
      call.operation = match.route.operations.get(call.request.method);
      return undefined;
    });
    const guard = beforeAuthentication((call) => (rerouted.has(call) ? 'pass' : undefined));
    return {
      stages: {
        ...routing.stages,
        ...guard.stages,
        authorise: (call) => (rerouted.has(call) ? letPass(call) : authorise(call)),
      },
    };
  },
};
