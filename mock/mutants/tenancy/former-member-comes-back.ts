import { act } from '../../stages/act.ts';
import { locate } from '../../stages/locate.ts';
import type { User } from '../../state/users.ts';
import { isOf } from '../access.ts';
import type { Mutant } from '../mutant.ts';
import { isSwitch, switchTarget } from '../switch.ts';

export const formerMemberComesBack: Mutant = {
  id: 'former-member-comes-back',
  lie: 'A former member can still switch to the tenant.',
  fails: ['tenant-switch-members-only'],
  appliesTo: (model) =>
    model.operations.some(isSwitch) &&
    model.operations.some(({ objectKind, verb }) => objectKind === 'membership' && verb === 'delete'),
  options: () => {
    const former = new WeakMap<User, Map<string, readonly string[]>>();
    return {
      stages: {
        locate: (call) => {
          const tenant = switchTarget(call);
          const roles = tenant === undefined || !call.user ? undefined : former.get(call.user)?.get(tenant);
          if (tenant !== undefined && roles && call.user) call.world.users.setRoles(call.user, tenant, roles);
          return locate(call);
        },
        act: (call) => {
          const subject = call.subject;
          if (isOf(call, 'membership', 'delete') && subject?.type === 'membership')
            former.set(
              subject.user,
              (former.get(subject.user) ?? new Map()).set(
                subject.tenant,
                subject.user.roles.get(subject.tenant) ?? [],
              ),
            );
          return act(call);
        },
      },
    };
  },
};
