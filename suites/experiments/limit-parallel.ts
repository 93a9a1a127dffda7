import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import { hasTiers, smallestTier, tierLabel } from '../predict/tiers.ts';
import { subjectOf } from './limit-subject.ts';

/** More requests at once than the limit allows. */
export const limitParallel: Experiment = {
  id: 'limit-parallel',
  purpose: 'Is a limit exact when requests come at the same time?',
  steps: ['probe `flood`: five more than the limit, all at once, by somebody fresh; three rounds'],
  destructive: ['limits'],
  applies: hasTiers,
  run: async (lab) => {
    const tier = smallestTier(lab.model);
    if (tier === undefined) return;
    await attempt(lab, tierLabel(tier), async () => {
      for (const round of ['first round', 'second round', 'third round']) {
        const { request, present } = await subjectOf(lab, tier);
        const one = () =>
          lab.send({
            step: 'flood',
            role: 'probe',
            case: `${tierLabel(tier)}, ${round}`,
            request,
            present,
            unpaced: true,
            detail: { tier: tierLabel(tier), limit: tier.limit },
          });
        await Promise.all(Array.from({ length: tier.limit + 5 }, one));
      }
    });
  },
};
