import { act } from '../../stages/act.ts';
import { tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { isSwitch, switchTarget } from '../switch.ts';

export const switchEndsTheToken: Mutant = {
  id: 'switch-ends-the-token',
  lie: 'A switch forces a new login.',
  fails: ['tenant-switch-keeps-token', 'tenant-switch-rights-reevaluated', 'tenant-switch-works'],
  appliesTo: (model) => model.operations.some(isSwitch),
  options: () => ({
    stages: {
      act: async (call) => {
        const refused = await act(call);
        const moved = switchTarget(call) !== undefined && call.user?.tenant !== call.tenant;
        if (!refused && moved && call.actor)
          tamper(call.actor, { end: { cause: 'logout', at: call.now, from: call.now } });
        return refused;
      },
    },
  }),
};
