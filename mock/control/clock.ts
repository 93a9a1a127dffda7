import type { ClockInfo } from '../../spec/control.ts';
import { isInCalendar, isoTime, parseIsoTime } from '../state/clock.ts';
import type { World } from '../state/world.ts';
import { ControlError } from './error.ts';

export function clockInfo({ clock }: World): ClockInfo {
  return { now: isoTime(clock.now()), frozen: clock.frozen };
}

/** Checks the whole change first, with the instant that it leads to, then applies it in the order of `ClockChange`. */
export function changeClock(world: World, change: Readonly<Record<string, unknown>>): ClockInfo {
  const { frozen, set, advanceSeconds, advanceTo } = change;
  const unknown = Object.keys(change).find(
    (key) => !['frozen', 'set', 'advanceSeconds', 'advanceTo'].includes(key),
  );
  if (unknown !== undefined) throw bad('A clock change has frozen, set, advanceSeconds and advanceTo only.');
  if (frozen !== undefined && typeof frozen !== 'boolean') throw bad('"frozen" must be true or false.');
  const setMs = set === undefined ? undefined : instantOf(set);
  if (advanceSeconds !== undefined && (typeof advanceSeconds !== 'number' || Number.isNaN(advanceSeconds))) {
    throw bad('"advanceSeconds" must be a number of seconds.');
  }
  if (advanceTo !== undefined && advanceTo !== 'next') throw bad('"advanceTo" must be "next".');
  const { clock } = world;
  let target = setMs;
  if (advanceSeconds !== undefined) target = (target ?? clock.now()) + advanceSeconds * 1000;
  if (target !== undefined && !isInCalendar(target)) throw outside();
  if (advanceTo === 'next') target = world.nextInstant(target) ?? target;
  if (target !== undefined && !isInCalendar(target)) throw outside();
  if (frozen === true) clock.freeze();
  if (frozen === false) clock.thaw();
  if (target !== undefined) clock.set(target);
  return clockInfo(world);
}

/** @throws ControlError unless it is a text such as `2030-01-01T00:00:00Z` within the calendar */
export function instantOf(value: unknown): number {
  const instant = typeof value === 'string' ? parseIsoTime(value) : undefined;
  if (instant === undefined)
    throw bad('An instant must be an ISO 8601 time with a zone, such as 2030-01-01T00:00:00Z.');
  if (!isInCalendar(instant)) throw outside();
  return instant;
}

function outside(): ControlError {
  return bad('The clock goes from the year 0001 to the year 9999; this change leads out of them.');
}

function bad(message: string): ControlError {
  return new ControlError(400, 'bad-request', message);
}
