import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, fieldValues, setField } from '../wrap.ts';

export const firstAuthorizationLineWins: Mutant = {
  id: 'first-authorization-line-wins',
  lie: 'Of two Authorization lines the first counts.',
  fails: ['http-duplicate-authorization'],
  appliesTo: () => true,
  options: () =>
    beforeAuthentication((call) => {
      const [first] = fieldValues(call.request, 'authorization');
      if (first !== undefined) setField(call, 'Authorization', [first]);
      return undefined;
    }),
};
