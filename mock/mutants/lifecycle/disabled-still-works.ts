import { afterAct, tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const disabledStillWorks: Mutant = {
  id: 'disabled-still-works',
  lie: 'A disabled credential works on.',
  fails: ['disable-effective'],
  appliesTo: (model) =>
    model.operations.some(({ objectKind, set }) => objectKind === 'credential' && set['enabled'] === false),
  options: () =>
    afterAct(
      ({ objectKind, set }) => objectKind === 'credential' && set['enabled'] === false,
      (call) => {
        if (call.subject?.type === 'credential') tamper(call.subject.credential, { enabled: true });
      },
    ),
};
