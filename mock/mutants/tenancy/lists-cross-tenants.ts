import { act } from '../../stages/act.ts';
import { isOf } from '../access.ts';
import type { Mutant } from '../mutant.ts';

export const listsCrossTenants: Mutant = {
  id: 'lists-cross-tenants',
  lie: 'Lists hold the records of every tenant.',
  fails: [
    'authz-list-filtered',
    'authz-manager-reach',
    'authz-tenant-isolation',
    'membership-needed',
    'tenant-from-client-ignored',
    'tenant-switch-nothing-carried-over',
  ],
  appliesTo: (model) => model.fixtures.tenants.length > 1,
  options: () => ({
    stages: {
      act: async (call) => {
        const refused = await act(call);
        if (refused || !isOf(call, 'record', 'list')) return refused;
        const object = call.operation?.operation.object ?? '';
        call.outcome = {
          ...call.outcome,
          list: [...call.world.records.of(object)].map((record) => ({ type: 'record', record }) as const),
        };
        return undefined;
      },
    },
  }),
};
