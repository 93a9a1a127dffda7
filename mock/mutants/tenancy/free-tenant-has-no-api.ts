import { afterAuthorisation, isOf } from '../access.ts';
import { refuse } from '../../call.ts';
import type { Mutant } from '../mutant.ts';

export const freeTenantHasNoApi: Mutant = {
  id: 'free-tenant-has-no-api',
  lie: 'One tenant is told that its plan has no access to the API.',
  fails: ['pending'],
  appliesTo: (model) => model.fixtures.tenants.length > 2,
  options: (model) => {
    const last = model.fixtures.tenants.at(-1);
    return afterAuthorisation((call, refused) => (!refused && call.tenant === last && isOf(call, 'record') ? refuse('no-right', 'the plan has no access') : refused));
  },
};
