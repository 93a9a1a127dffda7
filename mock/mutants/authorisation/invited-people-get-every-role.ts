import { roleNames } from '../../actions/users.ts';
import { act } from '../../stages/act.ts';
import { isOf } from '../access.ts';
import type { Mutant } from '../mutant.ts';

export const invitedPeopleGetEveryRole: Mutant = {
  id: 'invited-people-get-every-role',
  lie: 'New people get every role, whatever was chosen.',
  fails: ['user-role-as-given'],
  appliesTo: (model) =>
    model.operations.some(
      ({ verb, objectKind, request }) =>
        verb === 'create' &&
        objectKind === 'user' &&
        request.some(({ attribute }) => attribute === 'user.roles'),
    ),
  options: () => ({
    stages: {
      act: async (call) => {
        const refused = await act(call);
        const { subject } = call.outcome;
        if (!refused && isOf(call, 'user', 'create') && subject?.type === 'user')
          call.world.users.setRoles(subject.user, subject.user.tenant, [...new Set(roleNames(call))]);
        return refused;
      },
    },
  }),
};
