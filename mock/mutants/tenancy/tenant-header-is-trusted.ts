import { afterAuthorisation } from '../access.ts';
import type { Mutant } from '../mutant.ts';
import { fieldValues } from '../wrap.ts';

export const tenantHeaderIsTrusted: Mutant = {
  id: 'tenant-header-is-trusted',
  lie: 'X-Company-Id chooses the tenant.',
  fails: ['tenant-from-client-ignored'],
  appliesTo: (model) => model.fixtures.tenants.length > 1,
  options: () =>
    afterAuthorisation((call, refused) => {
      const [tenant] = fieldValues(call.request, 'x-company-id');
      if (!refused && tenant !== undefined) call.tenant = tenant;
      return refused;
    }),
};
