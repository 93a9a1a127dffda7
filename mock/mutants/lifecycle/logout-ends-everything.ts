import { afterAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const logoutEndsEverything: Mutant = {
  id: 'logout-ends-everything',
  lie: 'A logout ends all sessions of all users of the tenant.',
  fails: ['logout-only-target'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ endedBy, name }) => endedBy.includes('logout') && model.schemes.has(name),
    ),
  options: () =>
    afterAct(
      ({ verb }) => verb === 'logout',
      (call) => {
        call.world.credentials.endAll('logout', call.now, ({ tenant }) => tenant === call.tenant);
      },
    ),
};
