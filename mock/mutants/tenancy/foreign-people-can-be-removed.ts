import type { Operation } from '../../../spec/model.ts';
import { act } from '../../stages/act.ts';
import { crossing } from '../crossing.ts';
import type { Mutant } from '../mutant.ts';

export const foreignPeopleCanBeRemoved: Mutant = {
  id: 'foreign-people-can-be-removed',
  lie: 'Who administers people can remove those of any tenant by their id.',
  fails: ['people-of-others-closed'],
  appliesTo: (model) => model.fixtures.tenants.length > 1 && model.operations.some(removesPeople),
  options: () => ({
    stages: {
      ...crossing(removesPeople).stages,
      act: async (call) => {
        // Removed altogether, not only taken out of the tenant of the call.
        if (
          call.operation !== undefined &&
          removesPeople(call.operation.operation) &&
          call.subject?.type === 'user'
        ) {
          const { user } = call.subject;
          if (!user.roles.has(call.tenant)) {
            call.world.users.remove(user);
            call.outcome = { subject: call.subject };
            return undefined;
          }
        }
        return act(call);
      },
    },
  }),
};

function removesPeople({ objectKind, verb, path }: Operation): boolean {
  return objectKind === 'user' && verb === 'delete' && path.includes('{');
}
