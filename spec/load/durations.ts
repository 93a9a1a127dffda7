import type { Interval } from '../model.ts';
import { asNode } from './json.ts';

/** Seconds of an ISO 8601 duration in weeks, days, hours, minutes and seconds. The vocabulary schema admits no other. */
export function secondsOf(duration: string): number {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(duration);
  const [weeks, days, hours, minutes, seconds] = (match ?? []).slice(1).map((part) => Number(part ?? 0));
  return (((weeks ?? 0) * 7 + (days ?? 0)) * 24 + (hours ?? 0)) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
}

export const immediately: Interval = { afterSeconds: 0, withinSeconds: 0 };

/** A bare duration, or `{after, within}` with `after` = 0 and `within` = `after` by default. */
export function intervalOf(value: unknown): Interval {
  if (typeof value === 'string') return { afterSeconds: secondsOf(value), withinSeconds: secondsOf(value) };
  const { after, within } = asNode(value);
  const afterSeconds = typeof after === 'string' ? secondsOf(after) : 0;
  return { afterSeconds, withinSeconds: typeof within === 'string' ? secondsOf(within) : afterSeconds };
}
