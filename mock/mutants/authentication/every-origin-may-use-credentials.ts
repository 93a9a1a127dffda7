import type { Mutant } from '../mutant.ts';
import { fieldValues, replying } from '../wrap.ts';

export const everyOriginMayUseCredentials: Mutant = {
  id: 'every-origin-may-use-credentials',
  lie: 'Any Origin is reflected, with credentials allowed.',
  fails: ['cors-no-reflect-credentials'],
  appliesTo: () => true,
  options: () =>
    replying((reply, call) => {
      const [origin] = fieldValues(call.request, 'origin');
      if (origin === undefined) return reply;
      return {
        ...reply,
        headers: {
          ...reply.headers,
          'Access-Control-Allow-Origin': origin,
          'Access-Control-Allow-Credentials': 'true',
        },
      };
    }),
};
