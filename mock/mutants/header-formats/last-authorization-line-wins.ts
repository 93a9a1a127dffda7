import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, fieldValues, setField } from '../wrap.ts';

export const lastAuthorizationLineWins: Mutant = {
  id: 'last-authorization-line-wins',
  lie: 'Of two Authorization lines the last counts.',
  fails: ['http-duplicate-authorization'],
  appliesTo: () => true,
  options: () =>
    beforeAuthentication((call) => {
      const last = fieldValues(call.request, 'authorization').at(-1);
      if (last !== undefined) setField(call, 'Authorization', [last]);
      return undefined;
    }),
};
