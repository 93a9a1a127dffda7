import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, keyField, setField } from '../wrap.ts';

export const keyInQueryIsAccepted: Mutant = {
  id: 'key-in-query-is-accepted',
  lie: 'A key in ?api_key= works.',
  fails: ['apikey-header-only', 'http-no-credentials-in-url'],
  appliesTo: (model) => keyField(model) !== undefined,
  options: (model) =>
    beforeAuthentication((call) => {
      const key = call.request.query().get('api_key');
      if (key !== null) setField(call, keyField(model) ?? '', [key]);
      return undefined;
    }),
};
