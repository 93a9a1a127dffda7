import { afterAuthorisation, isOf, letPass } from '../access.ts';
import type { Mutant } from '../mutant.ts';
import { isSwitch } from '../switch.ts';

export const rightsAreCarriedOver: Mutant = {
  id: 'rights-are-carried-over',
  lie: 'After a switch the roles of the former tenant still count.',
  fails: ['tenant-switch-rights-reevaluated'],
  appliesTo: (model) => model.operations.some(isSwitch),
  options: () =>
    afterAuthorisation((call, refused) => {
      const [credential] = call.verified;
      const user = call.world.users.get(credential?.credential.owner ?? '');
      const isAway = user !== undefined && user.roles.size > 1 && user.tenant !== [...user.roles.keys()][0];
      return refused?.cause === 'no-right' && isAway && isOf(call, 'record', 'list')
        ? letPass(call)
        : refused;
    }),
};
