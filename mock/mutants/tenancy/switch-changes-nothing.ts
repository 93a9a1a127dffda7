import { act } from '../../stages/act.ts';
import type { Mutant } from '../mutant.ts';
import { isSwitch, switchTarget } from '../switch.ts';

export const switchChangesNothing: Mutant = {
  id: 'switch-changes-nothing',
  lie: 'A switch is accepted and forgotten.',
  fails: [
    'tenant-switch-all-tokens-follow',
    'tenant-switch-nothing-carried-over',
    'tenant-switch-rights-reevaluated',
    'tenant-switch-works',
  ],
  appliesTo: (model) => model.operations.some(isSwitch),
  options: () => ({ stages: { act: (call) => (switchTarget(call) === undefined ? act(call) : undefined) } }),
};
