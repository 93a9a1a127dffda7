import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, fieldValues, setField } from '../wrap.ts';

export const proxyAuthorizationIsAccepted: Mutant = {
  id: 'proxy-authorization-is-accepted',
  lie: 'Any field that ends in Authorization is read.',
  fails: ['http-proxy-authorization-not-accepted'],
  appliesTo: () => true,
  options: () =>
    beforeAuthentication((call) => {
      const [value] = fieldValues(call.request, 'proxy-authorization');
      if (value !== undefined) setField(call, 'Authorization', [value]);
      return undefined;
    }),
};
