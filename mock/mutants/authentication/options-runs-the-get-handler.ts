import type { Mutant } from '../mutant.ts';
import { afterRouting } from '../wrap.ts';

export const optionsRunsTheGetHandler: Mutant = {
  id: 'options-runs-the-get-handler',
  lie: 'OPTIONS is routed to the GET handler, past the guard.',
  fails: ['http-options-preflight-open-but-empty'],
  appliesTo: () => true,
  options: () =>
    afterRouting((call, refused) => {
      if (refused || call.request.method !== 'OPTIONS') return refused;
      call.operation = call.route?.operations.get('GET');
      call.guard = undefined;
      return undefined;
    }),
};
