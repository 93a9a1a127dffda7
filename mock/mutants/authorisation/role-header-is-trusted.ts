import { afterAuthorisation, letPass, restrictedRecords } from '../access.ts';
import type { Mutant } from '../mutant.ts';
import { fieldValues } from '../wrap.ts';

export const roleHeaderIsTrusted: Mutant = {
  id: 'role-header-is-trusted',
  lie: 'X-Role gives the role that it names.',
  fails: ['authz-client-role-ignored'],
  appliesTo: (model) => restrictedRecords(model, 'list').length > 0,
  options: () =>
    afterAuthorisation((call, refused) =>
      refused?.cause === 'no-right' && fieldValues(call.request, 'x-role').length > 0
        ? letPass(call)
        : refused,
    ),
};
