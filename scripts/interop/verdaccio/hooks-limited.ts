import type { TargetHooks } from '../../../suites/hooks.ts';
import { clock } from './clock.ts';

/** All that the calls of this document leave behind are counts, which the end of a window takes away. */
export default {
  advanceClock: ({ seconds }) => clock({ seconds }),
  now: () => clock({}),
  restore: () => clock({ restart: true }),
} satisfies TargetHooks;
