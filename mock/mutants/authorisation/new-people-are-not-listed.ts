import { act } from '../../stages/act.ts';
import { isOf } from '../access.ts';
import type { Mutant } from '../mutant.ts';

export const newPeopleAreNotListed: Mutant = {
  id: 'new-people-are-not-listed',
  lie: 'Who was made does not appear in the list.',
  fails: ['user-appears-in-list'],
  appliesTo: (model) =>
    model.operations.some(
      ({ verb, objectKind, body }) => verb === 'create' && objectKind === 'user' && body !== undefined,
    ) && model.operations.some(({ verb, objectKind }) => verb === 'list' && objectKind === 'user'),
  options: (model) => ({
    stages: {
      act: async (call) => {
        const refused = await act(call);
        const { list } = call.outcome;
        if (!refused && isOf(call, 'user', 'list') && list)
          call.outcome = {
            ...call.outcome,
            list: list.filter((one) => one.type === 'user' && model.fixtures.users.has(one.user.id)),
          };
        return refused;
      },
    },
  }),
};
