import { act } from '../../stages/act.ts';
import type { Credential } from '../../state/credential.ts';
import { afterAuthorisation } from '../access.ts';
import type { Mutant } from '../mutant.ts';
import { isSwitch, switchTarget } from '../switch.ts';

export const tenantIsFrozenIntoTheToken: Mutant = {
  id: 'tenant-is-frozen-into-the-token',
  lie: 'A token acts in the tenant in which it was made, whatever was switched since; its own switches count.',
  fails: ['tenant-switch-all-tokens-follow', 'tenant-switch-nothing-carried-over'],
  appliesTo: (model) => model.operations.some(isSwitch),
  options: () => {
    const frozen = new WeakMap<Credential, string>();
    return {
      stages: {
        ...afterAuthorisation((call, refused) => {
          if (!refused && call.actor && call.user && !call.actor.kind.isPassword)
            call.world.users.change(call.user, { tenant: frozen.get(call.actor) ?? call.actor.tenant });
          return refused;
        }).stages,
        act: async (call) => {
          const refused = await act(call);
          const tenant = switchTarget(call);
          if (!refused && tenant !== undefined && call.actor) frozen.set(call.actor, tenant);
          return refused;
        },
      },
    };
  },
};
