import { act } from '../../stages/act.ts';
import { insteadOfAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const newMemberStaysOutside: Mutant = {
  id: 'new-member-stays-outside',
  lie: 'Taking somebody into a tenant is acknowledged and changes nothing.',
  fails: ['membership-effect'],
  appliesTo: (model) =>
    model.operations.some(({ objectKind, verb }) => objectKind === 'membership' && verb === 'create'),
  options: () =>
    insteadOfAct(
      ({ objectKind, verb }) => objectKind === 'membership' && verb === 'create',
      async (call) => {
        const before = new Map(
          [...call.world.users.all()].map((user) => [user, user.roles.get(call.tenant)]),
        );
        const refused = await act(call);
        for (const [user, roles] of before)
          if (roles === undefined) call.world.users.leave(user, call.tenant);
        return refused;
      },
    ),
};
