import { editOperation } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { isSwitch } from '../switch.ts';

export const anybodyIsSwitched: Mutant = {
  id: 'anybody-is-switched',
  lie: 'Everybody can switch the tenant of everybody else.',
  fails: ['tenant-switch-own-user-only'],
  appliesTo: (model) => model.operations.some(isSwitch),
  model: (model) => editOperation(model, isSwitch, { relation: { '*': ['tenant'] } }),
};
