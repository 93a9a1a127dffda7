import type { Interval } from '../../spec/model.ts';

/** Which end of every interval the mock changes at: its first promised instant, or the last one allowed. */
export type Edge = 'after' | 'within';

/** Milliseconds from the event to the change. */
export function delayMs(interval: Interval, edge: Edge): number {
  return 1000 * (edge === 'after' ? interval.afterSeconds : interval.withinSeconds);
}

/** How much later than its displayed end a credential stops working, because the document allows it. */
export function graceMs(interval: Interval, edge: Edge): number {
  return delayMs(interval, edge) - 1000 * interval.afterSeconds;
}
