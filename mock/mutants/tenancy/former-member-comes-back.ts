import { isSwitch, switchTarget } from '../switch.ts';
import { isOf } from '../access.ts';
import { act } from '../../stages/act.ts';
import { locate } from '../../stages/locate.ts';
import type { User } from '../../state/users.ts';
import type { Mutant } from '../mutant.ts';

export const formerMemberComesBack: Mutant = {
  id: 'former-member-comes-back',
  lie: 'A former member can still switch to the tenant.',
  fails: ['pending'],
  appliesTo: (model) => model.operations.some(isSwitch) && model.operations.some(({ objectKind, verb }) => objectKind === 'membership' && verb === 'delete'),
  options: () => {
    const former = new WeakMap<User, Set<string>>();
    return {
      stages: {
        locate: (call) => {
          const tenant = switchTarget(call);
          if (tenant !== undefined && call.user && former.get(call.user)?.has(tenant) === true) call.user.roles.set(tenant, []);
          return locate(call);
        },
        act: (call) => {
          const subject = call.subject;
          if (isOf(call, 'membership', 'delete') && subject?.type === 'membership') former.set(subject.user, (former.get(subject.user) ?? new Set()).add(subject.tenant));
          return act(call);
        },
      },
    };
  },
};
