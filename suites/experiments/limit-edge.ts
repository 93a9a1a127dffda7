import type { Tier } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import type { Lab } from '../lab/lab.ts';
import { edgeGapSeconds, edgeTiers, hasEdgeTiers, tierLabel } from '../predict/tiers.ts';
import { Spender, subjectOf } from './limit-subject.ts';

/** All of a budget just before the end of a window, and again just after it. */
export const limitEdge: Experiment = {
  id: 'limit-edge',
  purpose: 'How many requests pass in a short time across the end of a window?',
  steps: [
    '`open`: one request; nearly the whole window passes',
    '`before-edge`: the rest of the budget; the window ends',
    'probe `after-edge`: until one is refused, or a whole budget has passed',
  ],
  destructive: ['limits'],
  applies: hasEdgeTiers,
  run: async (lab) => {
    for (const tier of edgeTiers(lab.model)) await attempt(lab, tierLabel(tier), () => cross(lab, tier));
  },
};

async function cross(lab: Lab, tier: Tier): Promise<void> {
  const spender = new Spender(lab, await subjectOf(lab, tier));
  const gap = edgeGapSeconds(tier);
  await spender.send('open');
  await lab.wait(tier.windowSeconds - gap, 'declared');
  await spender.spend(tier.limit - 1, 'before-edge');
  await lab.wait(gap, 'declared');
  await spender.spend(tier.limit, 'after-edge');
}
