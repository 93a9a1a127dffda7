import { afterAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const userRemovalEndsAll: Mutant = {
  id: 'user-removal-ends-all',
  lie: 'Removing one user ends the tokens of all users of the tenant.',
  fails: ['user-removal-spares-others'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ endedBy, name }) => endedBy.includes('user-removal') && model.schemes.has(name),
    ),
  options: () =>
    afterAct(
      ({ objectKind, verb }) => objectKind === 'user' && verb === 'delete',
      (call) => {
        call.world.credentials.endAll('user-removal', call.now, ({ tenant }) => tenant === call.tenant);
      },
    ),
};
