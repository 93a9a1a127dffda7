import { refuse } from '../../call.ts';
import { afterAuthorisation } from '../access.ts';
import type { Mutant } from '../mutant.ts';

export const freeTenantLacksAList: Mutant = {
  id: 'free-tenant-lacks-a-list',
  lie: 'One tenant is told that its plan does not have one of the lists.',
  fails: ['free-tenant-same-endpoints'],
  appliesTo: (model) => model.fixtures.tenants.length > 2,
  options: (model) => {
    const last = model.fixtures.tenants.at(-1);
    const list = model.operations.findLast(
      ({ objectKind, verb }) => objectKind === 'record' && verb === 'list',
    );
    return afterAuthorisation((call, refused) =>
      !refused && call.tenant === last && call.operation?.operation.key === list?.key
        ? refuse('no-right', 'the plan has no access')
        : refused,
    );
  },
};
