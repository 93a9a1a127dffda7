import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, fieldValues, setField, takes } from '../wrap.ts';

export const queryTokenIsAccepted: Mutant = {
  id: 'query-token-is-accepted',
  lie: 'A token in ?access_token= works.',
  fails: ['bearer-query-not-accepted', 'bearer-one-method-per-request', 'http-no-credentials-in-url'],
  appliesTo: (model) => takes(model, 'bearer'),
  options: () =>
    beforeAuthentication((call) => {
      const token = call.request.query().get('access_token');
      if (token !== null && fieldValues(call.request, 'authorization').length === 0)
        setField(call, 'Authorization', [`Bearer ${token}`]);
      return undefined;
    }),
};
