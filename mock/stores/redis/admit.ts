import { type Call, refuse } from '../../call.ts';
import type { Confirmation } from './replies.ts';
import { readUnit, TakenUnit } from './shared-limiter.ts';

/** What Redis is asked to take for a call. */
export function claimsOf(call: Call): readonly (readonly unknown[])[] {
  return unitsOf(call).map(({ group, key, tier }) => [
    group,
    key,
    tier.algorithm,
    tier.limit,
    tier.windowSeconds * 1000,
  ]);
}

/** Units that the call has no right to keep: a tier that counts only the other outcome. */
export function givenBack(call: Call): readonly (readonly unknown[])[] {
  return unitsOf(call)
    .filter(({ isGivenBack }) => isGivenBack)
    .map(({ key, tier, takenAt }) => [key, tier.algorithm, tier.limit, tier.windowSeconds * 1000, takenAt]);
}

/** Writes into the call what was taken, or refuses it: a limit that is empty comes before any later reason. */
export function admit(call: Call, answer: Extract<Confirmation, { status: 'ok' }>): void {
  const { nowMs, emptyFrom, numbers } = answer;
  call.now = nowMs;
  if (emptyFrom !== undefined) {
    refuseEmpty(call, nowMs, emptyFrom, numbers);
    return;
  }
  for (const [index, ticket] of call.tickets.entries()) {
    if (!(ticket.counter instanceof TakenUnit)) continue;
    ticket.counter.settle(nowMs, numbers.slice(4 * index, 4 * index + 4));
    ticket.reading = readUnit(ticket, ticket.counter);
  }
}

function refuseEmpty(call: Call, nowMs: number, from: number, numbers: readonly number[]): void {
  const group = call.tickets.slice(from, from + numbers.length / 2);
  const readings = group.flatMap((ticket, index) => {
    if (!(ticket.counter instanceof TakenUnit)) return [];
    ticket.counter.settle(nowMs, numbers.slice(2 * index, 2 * index + 2));
    return [readUnit(ticket, ticket.counter)];
  });
  call.empty = readings.filter(({ remaining }) => remaining < 1);
  call.tickets = [];
  const names = call.empty.map(({ tier }) => tier.name).join(', ');
  call.refusal = {
    ...refuse('rate-limit', `nothing is left of ${names}`),
    stage: from === 0 && (call.guard?.floodTiers.length ?? 0) > 0 ? 'flood' : 'limit',
  };
}

function unitsOf(call: Call): readonly TakenUnit[] {
  return call.tickets.map(({ counter }) => counter).filter((counter) => counter instanceof TakenUnit);
}
