import { afterAct, tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const enabledStaysOff: Mutant = {
  id: 'enabled-stays-off',
  lie: 'A credential that is enabled again stays refused.',
  fails: ['enable-restores', 'management-denied-has-no-effect'],
  appliesTo: (model) =>
    model.operations.some(({ objectKind, set }) => objectKind === 'credential' && set['enabled'] === true),
  options: () =>
    afterAct(
      ({ objectKind, set }) => objectKind === 'credential' && set['enabled'] === true,
      (call) => {
        if (call.subject?.type === 'credential') tamper(call.subject.credential, { enabled: false });
      },
    ),
};
