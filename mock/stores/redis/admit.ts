import { type Call, refuse } from '../../call.ts';
import { isCounted } from '../../state/limiter.ts';
import { type Got, tierWords } from './asked.ts';
import { backToAdmission } from './may-write.ts';
import { readUnit, TakenUnit } from './shared-limiter.ts';

/** What Redis is asked to take for a call. */
export function unitsOf(call: Call): readonly TakenUnit[] {
  return call.tickets.map(({ counter }) => counter).filter((counter) => counter instanceof TakenUnit);
}

/** Where it is known how the call ends: units that it would give back need not be taken. */
export function foresee(call: Call): void {
  for (const unit of unitsOf(call)) unit.isReturned = !isCounted(unit.tier, call.refusal !== undefined);
}

/** Units that the call has no right to keep: a tier that counts only the other outcome. */
export function givenBack(call: Call): readonly (readonly unknown[])[] {
  return unitsOf(call)
    .filter(({ isGivenBack, isReturned }) => isGivenBack && !isReturned)
    .map(({ key, tier, takenAt }) => [key, tierWords(tier), takenAt]);
}

/** Writes into the call what was taken, or refuses it: a limit that is empty comes before any later reason. */
export function admit(call: Call, nowMs: number, { empty, numbers }: Got): void {
  call.now = nowMs;
  let at = 0;
  for (const ticket of call.tickets) {
    if (!(ticket.counter instanceof TakenUnit) || at >= numbers.length) continue;
    ticket.counter.settle(nowMs, numbers, at);
    ticket.reading = readUnit(ticket, ticket.counter);
    at += 4;
  }
  if (empty) refuseEmpty(call, empty);
}

function refuseEmpty(call: Call, { from, to }: NonNullable<Got['empty']>): void {
  const shared = call.tickets.filter(({ counter }) => counter instanceof TakenUnit);
  const readings = shared.slice(from, to).map(({ reading }) => reading);
  backToAdmission(call);
  call.empty = readings.filter(({ remaining }) => remaining < 1);
  call.tickets = [];
  const names = call.empty.map(({ tier }) => tier.name).join(', ');
  call.refusal = {
    ...refuse('rate-limit', `nothing is left of ${names}`),
    stage: from === 0 && (call.guard?.floodTiers.length ?? 0) > 0 ? 'flood' : 'limit',
  };
}
