import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, fieldValues, setField, takes } from '../wrap.ts';

export const xAuthTokenIsAccepted: Mutant = {
  id: 'x-auth-token-is-accepted',
  lie: 'A token in X-Auth-Token works.',
  fails: ['bearer-field-not-accepted'],
  appliesTo: (model) => takes(model, 'bearer'),
  options: () =>
    beforeAuthentication((call) => {
      const [token] = fieldValues(call.request, 'x-auth-token');
      if (token !== undefined) setField(call, 'Authorization', [`Bearer ${token}`]);
      return undefined;
    }),
};
