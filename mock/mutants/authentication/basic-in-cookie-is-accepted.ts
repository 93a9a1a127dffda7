import { parseCookie } from 'cookie';
import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, fieldValues, setField, takes } from '../wrap.ts';

export const basicInCookieIsAccepted: Mutant = {
  id: 'basic-in-cookie-is-accepted',
  lie: 'Basic credentials in the cookie session work.',
  fails: ['basic-header-only'],
  appliesTo: (model) => takes(model, 'basic'),
  options: () =>
    beforeAuthentication((call) => {
      const value = parseCookie(fieldValues(call.request, 'cookie')[0] ?? '')['session'];
      if (value !== undefined && fieldValues(call.request, 'authorization').length === 0)
        setField(call, 'Authorization', [`Basic ${value}`]);
      return undefined;
    }),
};
