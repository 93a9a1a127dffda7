import { parseCookie } from 'cookie';
import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, fieldValues, setField, takes } from '../wrap.ts';

export const cookieTokenIsAccepted: Mutant = {
  id: 'cookie-token-is-accepted',
  lie: 'A token in the cookie access_token works.',
  fails: ['bearer-cookie-not-accepted'],
  appliesTo: (model) => takes(model, 'bearer'),
  options: () =>
    beforeAuthentication((call) => {
      const token = parseCookie(fieldValues(call.request, 'cookie')[0] ?? '')['access_token'];
      if (token !== undefined && fieldValues(call.request, 'authorization').length === 0)
        setField(call, 'Authorization', [`Bearer ${token}`]);
      return undefined;
    }),
};
