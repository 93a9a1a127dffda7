import type { TargetHooks } from '../../../suites/hooks.ts';
import { moveClock } from './clock.ts';

export default {
  advanceClock: ({ seconds }) => moveClock(seconds),
  now: () => moveClock(0),
} satisfies TargetHooks;
