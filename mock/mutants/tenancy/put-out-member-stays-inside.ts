import { defaultStages } from '../../index.ts';
import { insteadOfAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const putOutMemberStaysInside: Mutant = {
  id: 'put-out-member-stays-inside',
  lie: 'Putting somebody out of a tenant is acknowledged and changes nothing for who belongs elsewhere too.',
  fails: ['membership-effect'],
  appliesTo: (model) =>
    ['create', 'delete'].every((wanted) =>
      model.operations.some(({ objectKind, verb }) => objectKind === 'membership' && verb === wanted),
    ),
  options: () =>
    insteadOfAct(
      ({ objectKind, verb }) => objectKind === 'membership' && verb === 'delete',
      async (call) => {
        const user = call.subject?.type === 'membership' ? call.subject.user : undefined;
        if (user !== undefined && user.roles.size > 1) {
          call.outcome = { subject: call.subject };
          return undefined;
        }
        return defaultStages.act(call);
      },
    ),
};
