import type { World } from '../../state/world.ts';
import type { Mutant } from '../mutant.ts';
import { beforeAuthentication } from '../wrap.ts';

export const clockIsAnHourOff: Mutant = {
  id: 'clock-is-an-hour-off',
  lie: 'The clock of the server is an hour ahead.',
  fails: ['http-date-present-and-sane'],
  appliesTo: () => true,
  options: () => {
    const moved = new WeakSet<World>();
    return beforeAuthentication(({ world }) => {
      if (!moved.has(world)) world.clock.advance(3_600_000);
      moved.add(world);
      return undefined;
    });
  },
};
