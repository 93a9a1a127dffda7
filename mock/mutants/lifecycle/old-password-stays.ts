import { defaultStages } from '../../index.ts';
import { insteadOfAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const oldPasswordStays: Mutant = {
  id: 'old-password-stays',
  lie: 'A password change is acknowledged and has no effect on signing in.',
  fails: ['basic-first-colon-split', 'password-change-takes-effect'],
  appliesTo: (model) =>
    model.operations.some(
      ({ objectKind, verb, request }) =>
        objectKind === 'user' &&
        verb === 'update' &&
        request.some(({ attribute }) => attribute === 'user.password'),
    ),
  options: () =>
    insteadOfAct(
      ({ objectKind, verb }) => objectKind === 'user' && verb === 'update',
      async (call) => {
        const user = call.subject?.type === 'user' ? call.subject.user : undefined;
        const before = user?.passwordDigest;
        const refused = await defaultStages.act(call);
        if (user !== undefined) call.world.users.change(user, { passwordDigest: before });
        return refused;
      },
    ),
};
