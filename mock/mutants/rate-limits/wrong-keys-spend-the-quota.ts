import { type Call, defaultStages } from '../../index.ts';
import type { Claim } from '../../state/limiter.ts';
import type { World } from '../../state/world.ts';
import type { Mutant } from '../mutant.ts';
import { fieldValues, keyField } from '../wrap.ts';
import { isDoor } from './applies.ts';

export const wrongKeysSpendTheQuota: Mutant = {
  id: 'wrong-keys-spend-the-quota',
  lie: 'A wrong key takes from the quota of the key whose first half it has.',
  fails: ['rl-counts-as-declared', 'rl-unauth-throttled'],
  appliesTo: (model) => model.tiers.some(isDoor) && keyField(model) !== undefined,
  options: (model) => {
    const field = keyField(model) ?? '';
    const half = ({ request }: Call) => fieldValues(request, field)[0]?.slice(0, 20) ?? '';
    const memory = new WeakMap<World, Map<string, readonly Claim[]>>();
    const known = ({ world }: Call) => {
      const found = memory.get(world) ?? new Map<string, readonly Claim[]>();
      memory.set(world, found);
      return found;
    };
    return {
      stages: {
        limit: async (call) => {
          const refused = await defaultStages.limit(call);
          if (!refused)
            known(call).set(
              half(call),
              call.tickets.filter(({ tier }) => tier.on === 'scheme'),
            );
          return refused;
        },
        authenticate: async (call) => {
          const refused = await defaultStages.authenticate(call);
          const claims = refused ? known(call).get(half(call)) : undefined;
          if (claims) call.world.limiter.take(claims, call.now);
          return refused;
        },
      },
    };
  },
};
