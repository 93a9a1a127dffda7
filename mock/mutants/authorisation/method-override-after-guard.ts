import { afterAuthorisation, restrictedRecords } from '../access.ts';
import type { Mutant } from '../mutant.ts';
import { fieldValues } from '../wrap.ts';

export const methodOverrideAfterGuard: Mutant = {
  id: 'method-override-after-guard',
  lie: 'X-HTTP-Method-Override chooses the handler after the rights were checked for the method.',
  fails: ['authz-method-override-ignored'],
  appliesTo: (model) => restrictedRecords(model, 'create').length > 1,
  options: () =>
    afterAuthorisation((call, refused) => {
      const [method = ''] = fieldValues(call.request, 'x-http-method-override');
      const other = refused ? undefined : call.route?.operations.get(method);
      if (other && call.request.method !== method) call.operation = other;
      return refused;
    }),
};
