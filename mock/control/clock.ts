import type { ClockInfo } from '../../spec/control.ts';
import { isoTime, parseTime } from '../state/clock.ts';
import type { World } from '../state/world.ts';
import { ControlError } from './error.ts';

export function clockInfo({ clock }: World): ClockInfo {
  return { now: isoTime(clock.now()), frozen: clock.frozen };
}

/** Checks the whole change first, then applies it in the order of `ClockChange`. */
export function changeClock(world: World, change: Readonly<Record<string, unknown>>): ClockInfo {
  const { frozen, set, advanceSeconds, advanceTo } = change;
  const unknown = Object.keys(change).find(
    (key) => !['frozen', 'set', 'advanceSeconds', 'advanceTo'].includes(key),
  );
  if (unknown !== undefined) throw bad('A clock change has frozen, set, advanceSeconds and advanceTo only.');
  if (frozen !== undefined && typeof frozen !== 'boolean') throw bad('"frozen" must be true or false.');
  const setMs = typeof set === 'string' ? parseTime(set) : undefined;
  if (set !== undefined && setMs === undefined) throw bad('"set" must be an ISO 8601 time.');
  if (
    advanceSeconds !== undefined &&
    (typeof advanceSeconds !== 'number' || Math.abs(advanceSeconds) > 1e10)
  ) {
    throw bad('"advanceSeconds" must be a number of seconds.');
  }
  if (advanceTo !== undefined && advanceTo !== 'next') throw bad('"advanceTo" must be "next".');
  const { clock } = world;
  if (frozen === true) clock.freeze();
  if (frozen === false) clock.thaw();
  if (setMs !== undefined) clock.set(setMs);
  if (advanceSeconds !== undefined) clock.advance(advanceSeconds * 1000);
  if (advanceTo === 'next') {
    const next = world.nextInstant();
    if (next !== undefined) clock.set(next);
  }
  return clockInfo(world);
}

function bad(message: string): ControlError {
  return new ControlError(400, 'bad-request', message);
}
