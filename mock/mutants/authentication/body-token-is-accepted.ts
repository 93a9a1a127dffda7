import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, fieldValues, setField, takes } from '../wrap.ts';

export const bodyTokenIsAccepted: Mutant = {
  id: 'body-token-is-accepted',
  lie: 'A token in a form body works, on GET too.',
  fails: ['bearer-body-only-form-and-not-get', 'bearer-one-method-per-request'],
  appliesTo: (model) => takes(model, 'bearer'),
  options: () =>
    beforeAuthentication((call) => {
      const token = new URLSearchParams(call.request.body?.toString() ?? '').get('access_token');
      if (token !== null && fieldValues(call.request, 'authorization').length === 0)
        setField(call, 'Authorization', [`Bearer ${token}`]);
      return undefined;
    }),
};
