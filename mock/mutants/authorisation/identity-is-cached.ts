import type { Operation } from '../../../spec/model.ts';
import { act } from '../../stages/act.ts';
import type { User } from '../../state/users.ts';
import type { World } from '../../state/world.ts';
import type { Mutant } from '../mutant.ts';

export const identityIsCached: Mutant = {
  id: 'identity-is-cached',
  lie: 'Whoever asks is told the profile of who asked first.',
  fails: ['one-user-per-token'],
  appliesTo: (model) => model.operations.some(isProfile),
  options: () => {
    const first = new WeakMap<World, User>();
    return {
      stages: {
        act: async (call) => {
          const refused = await act(call);
          if (!refused && call.operation && isProfile(call.operation.operation) && call.user) {
            const user = first.get(call.world) ?? call.user;
            first.set(call.world, user);
            call.outcome = { ...call.outcome, subject: { type: 'user', user } };
          }
          return refused;
        },
      },
    };
  },
};

function isProfile({ objectKind, verb, path, security }: Operation): boolean {
  return objectKind === 'user' && verb === 'read' && !path.includes('{') && security.length > 0;
}
