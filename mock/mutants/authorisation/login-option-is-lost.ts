import { act } from '../../stages/act.ts';
import { isOf } from '../access.ts';
import type { Mutant } from '../mutant.ts';

export const loginOptionIsLost: Mutant = {
  id: 'login-option-is-lost',
  lie: 'The login option of a new person is always the password.',
  fails: ['user-login-option-kept'],
  appliesTo: (model) =>
    model.operations.some(
      ({ verb, objectKind, request }) =>
        verb === 'create' &&
        objectKind === 'user' &&
        request.some(({ attribute }) => attribute === 'user.login'),
    ),
  options: () => ({
    stages: {
      act: async (call) => {
        const refused = await act(call);
        const { subject } = call.outcome;
        if (!refused && isOf(call, 'user', 'create') && subject?.type === 'user')
          call.world.users.change(subject.user, { login: ['password'] });
        return refused;
      },
    },
  }),
};
