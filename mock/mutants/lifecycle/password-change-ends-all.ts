import { afterAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const passwordChangeEndsAll: Mutant = {
  id: 'password-change-ends-all',
  lie: 'A changed password ends the tokens of all users of the tenant.',
  fails: ['password-change-spares-others'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ endedBy, name }) => endedBy.includes('password-change') && model.schemes.has(name),
    ),
  options: () =>
    afterAct(
      ({ objectKind, verb, request }) =>
        objectKind === 'user' &&
        verb === 'update' &&
        request.some(({ attribute }) => attribute === 'user.password'),
      (call) => {
        call.world.credentials.endAll('password-change', call.now, ({ tenant }) => tenant === call.tenant);
      },
    ),
};
