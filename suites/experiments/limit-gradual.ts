import type { Tier } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import type { Lab } from '../lab/lab.ts';
import { gradualTiers, hasGradualTiers } from '../predict/gradual-tiers.ts';
import { tierLabel } from '../predict/tiers.ts';
import { Spender, subjectOf } from './limit-subject.ts';

/** A limit that gives its budget back little by little is spent, and asked again when a part of it must be back. */
export const limitGradual: Experiment = {
  id: 'limit-gradual',
  purpose: 'Does a sliding window or a bucket give back what is due by now, and not the whole budget?',
  steps: [
    '`spend`: half of the budget; in a sliding window a third of it passes; `spend`: the other half; probe `over`',
    'so much time passes that half of the budget is back',
    '`returned`: half of the budget; probe `returned-over`: one more',
  ],
  destructive: ['limits'],
  applies: hasGradualTiers,
  run: async (lab) => {
    for (const tier of gradualTiers(lab.model)) await attempt(lab, tierLabel(tier), () => watch(lab, tier));
  },
};

async function watch(lab: Lab, tier: Tier): Promise<void> {
  const spender = new Spender(lab, await subjectOf(lab, tier));
  const { limit, windowSeconds } = tier;
  const half = Math.floor(limit / 2);
  const third = tier.algorithm === 'sliding-window' ? Math.floor(windowSeconds / 3) : 0;
  await spender.spend(half);
  if (third > 0) await lab.wait(third, 'declared');
  await spender.spend(limit - half);
  await spender.send('over');
  await lab.wait(
    third > 0 ? windowSeconds - third + 2 : Math.floor((half * windowSeconds) / limit),
    'declared',
  );
  await spender.spend(half, 'returned');
  await spender.send('returned-over');
}
