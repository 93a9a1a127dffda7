import { defaultStages } from '../../index.ts';
import type { Mutant } from '../mutant.ts';
import { isRefresh } from './applies.ts';
import { bodyOf } from './request-body.ts';

export const refreshBodySetsTheRole: Mutant = {
  id: 'refresh-body-sets-the-role',
  lie: 'A role in the body of a refresh becomes that of the new token.',
  fails: ['refresh-no-escalation'],
  appliesTo: (model) =>
    model.operations.some(
      (operation) =>
        isRefresh(operation) &&
        operation.responses
          .get(operation.success)
          ?.places.some(({ attribute }) => attribute === 'user.roles'),
    ),
  options: () => ({
    stages: {
      act: async (call) => {
        const role = call.operation && isRefresh(call.operation.operation) ? bodyOf(call)['role'] : undefined;
        if (typeof role !== 'string') return defaultStages.act(call);
        // One user signs in here: all get the role for as long as the tokens are made.
        const before = [...call.world.users.all()].map(
          (user) => [user, user.roles.get(user.tenant)] as const,
        );
        for (const [user] of before) call.world.users.setRoles(user, user.tenant, [role]);
        return defaultStages.act(call);
      },
    },
  }),
};
