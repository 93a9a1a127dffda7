import type { Mutant } from '../mutant.ts';
import { afterRouting, fieldValues } from '../wrap.ts';

export const methodOverrideIsHonoured: Mutant = {
  id: 'method-override-is-honoured',
  lie: 'X-HTTP-Method-Override chooses the handler after the guard has looked at the method.',
  fails: ['authz-method-tamper'],
  appliesTo: () => true,
  options: () =>
    afterRouting((call, refused) => {
      const [method] = fieldValues(call.request, 'x-http-method-override');
      if (!refused && method !== undefined) call.operation = call.route?.operations.get(method);
      return refused;
    }),
};
