import { afterAct, credentialVerb } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const removedUserSignsIn: Mutant = {
  id: 'removed-user-signs-in',
  lie: 'A removed user loses the tokens, and can sign in again.',
  fails: ['user-removal-ends-login'],
  appliesTo: (model) =>
    model.operations.some(({ objectKind, verb }) => objectKind === 'user' && verb === 'delete') &&
    model.operations.some(credentialVerb('login')),
  options: () =>
    afterAct(
      ({ objectKind, verb }) => objectKind === 'user' && verb === 'delete',
      (call) => {
        if (call.subject?.type === 'user') call.world.users.add(call.subject.user);
      },
    ),
};
