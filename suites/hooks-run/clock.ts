import type { ClockInfo } from '../../spec/control.ts';
import { Lacking } from '../lab/held.ts';
import type { ClockHook } from '../target.ts';
import type { HookCaller } from './caller.ts';
import { HookError, told } from './hook-error.ts';
import { isNoMeans } from './no-means.ts';

/** The clock of a target that hooks move. It is never asked to stand still: what takes time is judged with a margin. */
export function clockByHooks(hooks: HookCaller): ClockHook {
  const read = (told: unknown): ClockInfo => {
    const text = typeof told === 'object' && told !== null && 'now' in told ? told.now : undefined;
    const time = text === undefined ? Date.now() : Date.parse(String(text));
    if (Number.isNaN(time)) throw new HookError('now', 'answered without {"now": an instant of RFC 3339}');
    return { now: new Date(time).toISOString(), frozen: false };
  };
  const now = async (): Promise<ClockInfo> =>
    read(hooks.has('now') ? await hooks.call('now', {}) : undefined);
  return {
    now,
    freeze: now,
    advance: async (seconds) => {
      const output = await hooks.call('advanceClock', { seconds });
      if (isNoMeans(output)) throw new Lacking(`the hook advanceClock: ${told(output.lacking)}`, 'clock');
      return read(output);
    },
  };
}
