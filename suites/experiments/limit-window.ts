import type { Tier } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { limitFieldsOf } from '../judging/limit-fields.ts';
import { attempt } from '../lab/attempt.ts';
import type { Lab, Sent } from '../lab/lab.ts';
import { secondsUntilRoom, statedSeconds } from '../lab/pacing.ts';
import { countingTiers, hasTiers, tierLabel } from '../predict/tiers.ts';
import { Spender, subjectOf } from './limit-subject.ts';

/** A window is watched from its first request over its end into the next one. */
export const limitWindow: Experiment = {
  id: 'limit-window',
  purpose: 'Do reset and Retry-After say when waiting helps, and does the whole budget come back?',
  steps: [
    '`spend`: half of the budget; a third of the window passes; `spend`: the other half',
    'probe `over`, `over-again`: refused, with a wait',
    'half of that wait passes: probe `half-way`; two seconds before its end: probe `too-early`',
    'the wait is over: probe `after-wait`; if that is refused, three seconds later `after-grace`; else `refill` to the limit and `refill-over`',
  ],
  destructive: ['limits'],
  applies: hasTiers,
  run: async (lab) => {
    for (const tier of watched(lab)) await attempt(lab, tierLabel(tier), () => watch(lab, tier));
  },
};

/** The small ones, and of each algorithm the smallest: a window of few requests shows all that there is to see. */
function watched(lab: Lab): readonly Tier[] {
  const all = countingTiers(lab.model).toSorted((a, b) => a.limit - b.limit);
  const firsts = [...Map.groupBy(all, ({ algorithm }) => algorithm).values()].flatMap(([tier]) => tier ?? []);
  return [
    ...new Set([...all.filter(({ limit }) => limit <= 25), ...firsts.filter(({ limit }) => limit <= 100)]),
  ];
}

async function watch(lab: Lab, tier: Tier): Promise<void> {
  const spender = new Spender(lab, await subjectOf(lab, tier));
  const half = Math.floor(tier.limit / 2);
  await spender.spend(half);
  const third = Math.floor(tier.windowSeconds / 3);
  // A bucket would fill meanwhile, and more would pass than the limit.
  if (tier.algorithm !== 'token-bucket') await lab.wait(third, 'declared');
  await spender.spend(tier.limit - half);
  const over = await spender.send('over');
  const again = await spender.send('over-again');
  const wait = waitOf(lab, over.ok ? again : over);
  const first = Math.floor(wait / 2);
  await lab.wait(first, 'declared');
  await spender.send('half-way', { detail: { waited: first, wait } });
  const second = Math.max(0, wait - first - 2);
  await lab.wait(second, 'declared');
  if (wait > 4) await spender.send('too-early', { detail: { waited: first + second, wait } });
  await lab.wait(wait - first - second, 'declared');
  const after = await spender.send('after-wait', { detail: { waited: wait, wait } });
  if (!after.ok) {
    // A second of rounding on either side; three are no rounding.
    await lab.wait(3);
    await spender.send('after-grace', { detail: { waited: wait + 3, wait } });
    return;
  }
  if (tier.algorithm !== 'fixed-window') return;
  await spender.spend(tier.limit - 1, 'refill');
  await spender.send('refill-over');
}

/** What the refusal says, by `Retry-After` or by the fields of the document; else the whole window. */
function waitOf(lab: Lab, over: Sent): number {
  const told = limitFieldsOf(
    lab.model.operations.find(({ key }) => key === over.exchange.operation),
    over.exchange,
  );
  const resetIn =
    told.plain?.resetInSeconds ?? Math.max(0, ...told.structured.map((one) => one.resetInSeconds ?? 0));
  const stated = over.status === 429 ? statedSeconds(over) : undefined;
  const operation = lab.operation(over.exchange.operation ?? '');
  const usual = over.status === 429 ? secondsUntilRoom(lab.model, operation, over) : 60;
  // A wait beyond all windows is nonsense; the rules see it in the header, the clock need not.
  return Math.min(
    Math.max(1, Math.ceil(stated || resetIn || usual)),
    2 * Math.max(60, ...lab.model.tiers.map(({ windowSeconds }) => windowSeconds)),
  );
}
