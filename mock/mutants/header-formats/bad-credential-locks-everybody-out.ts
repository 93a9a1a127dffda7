import type { World } from '../../state/world.ts';
import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, fieldValues, takes } from '../wrap.ts';

export const badCredentialLocksEverybodyOut: Mutant = {
  id: 'bad-credential-locks-everybody-out',
  lie: 'After one malformed credential nobody gets in any more.',
  fails: ['http-good-after-bad'],
  appliesTo: (model) => takes(model, 'bearer'),
  options: () => {
    const locked = new WeakSet<World>();
    return beforeAuthentication((call) => {
      if (/^bearer =$/i.test(fieldValues(call.request, 'authorization')[0] ?? '')) locked.add(call.world);
      return locked.has(call.world) ? { cause: 'unknown', reason: 'locked' } : undefined;
    });
  },
};
