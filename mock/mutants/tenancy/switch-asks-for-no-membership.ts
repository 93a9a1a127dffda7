import { locate } from '../../stages/locate.ts';
import type { Mutant } from '../mutant.ts';
import { isSwitch, switchTarget } from '../switch.ts';

export const switchAsksForNoMembership: Mutant = {
  id: 'switch-asks-for-no-membership',
  lie: 'Anybody can switch to any tenant.',
  fails: ['tenant-switch-members-only'],
  appliesTo: (model) => model.operations.some(isSwitch),
  options: () => ({
    stages: {
      locate: (call) => {
        const tenant = switchTarget(call);
        if (
          tenant !== undefined &&
          call.user &&
          call.params['id'] === call.user.id &&
          call.world.tenants.has(tenant) &&
          !call.user.roles.has(tenant)
        )
          call.world.users.setRoles(call.user, tenant, call.user.roles.get(call.user.tenant) ?? []);
        return locate(call);
      },
    },
  }),
};
