import { act } from '../../stages/act.ts';
import type { User } from '../../state/users.ts';
import { afterAuthorisation, isOf, letPass } from '../access.ts';
import type { Mutant } from '../mutant.ts';
import { isSwitch } from '../switch.ts';

export const formerMemberStaysInside: Mutant = {
  id: 'former-member-stays-inside',
  lie: 'Whoever acts in a tenant while removed from it goes on seeing its records.',
  fails: ['membership-needed'],
  appliesTo: (model) =>
    model.operations.some(isSwitch) &&
    model.operations.some(({ objectKind, verb }) => objectKind === 'membership' && verb === 'delete'),
  options: () => {
    const left = new WeakMap<User, string>();
    return {
      stages: {
        ...afterAuthorisation((call, refused) => {
          const user = call.world.users.get(call.verified[0]?.credential.owner ?? '');
          const tenant = user === undefined ? undefined : left.get(user);
          if (tenant === undefined || !isOf(call, 'record', 'list')) return refused;
          letPass(call);
          call.tenant = tenant;
          return undefined;
        }).stages,
        act: async (call) => {
          const subject = call.subject;
          const stays =
            isOf(call, 'membership', 'delete') &&
            subject?.type === 'membership' &&
            subject.user.tenant === subject.tenant;
          if (stays && subject.user.roles.size > 1) left.set(subject.user, subject.tenant);
          return act(call);
        },
      },
    };
  },
};
