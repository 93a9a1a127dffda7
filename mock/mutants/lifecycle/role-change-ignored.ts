import { defaultStages } from '../../index.ts';
import { changesRoles } from '../access.ts';
import { insteadOfAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const roleChangeIgnored: Mutant = {
  id: 'role-change-ignored',
  lie: 'A change of roles is acknowledged and binds nothing that exists.',
  fails: ['role-change-propagates'],
  appliesTo: changesRoles,
  options: () =>
    insteadOfAct(
      ({ objectKind, verb }) => objectKind === 'user' && verb === 'update',
      async (call) => {
        const user = call.subject?.type === 'user' ? call.subject.user : undefined;
        const before = [...(user?.roles ?? [])];
        const refused = await defaultStages.act(call);
        for (const [tenant, roles] of before) if (user) call.world.users.setRoles(user, tenant, roles);
        return refused;
      },
    ),
};
