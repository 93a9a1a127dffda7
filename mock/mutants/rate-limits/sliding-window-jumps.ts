import { editTiers } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const slidingWindowJumps: Mutant = {
  id: 'sliding-window-jumps',
  lie: 'The window does not slide: it gives the whole budget back at once, for twice the limit in a short time.',
  fails: ['rl-gradual-refill'],
  appliesTo: (model) =>
    model.tiers.some(
      ({ algorithm, counts, limit }) => algorithm === 'sliding-window' && counts === 'all' && limit <= 100,
    ),
  model: (model) =>
    editTiers(model, (tier) =>
      tier.algorithm === 'sliding-window' ? { ...tier, algorithm: 'fixed-window' } : tier,
    ),
};
