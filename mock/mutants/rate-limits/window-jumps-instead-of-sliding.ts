import { basisOf, citationsOf } from '../../../spec/facts.ts';
import { editTiers } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const windowJumpsInsteadOfSliding: Mutant = {
  id: 'window-jumps-instead-of-sliding',
  lie: 'The window that should slide is a fixed one: two budgets across its end.',
  fails: ['rl-fixed-window-edge'],
  appliesTo: (model) =>
    model.tiers.some(
      (tier) =>
        tier.algorithm === 'sliding-window' &&
        tier.limit < 60 &&
        basisOf(model, citationsOf(tier, 'algorithm')) === 'stated',
    ),
  model: (model) =>
    editTiers(model, (tier) =>
      tier.algorithm === 'sliding-window' ? { ...tier, algorithm: 'fixed-window' } : tier,
    ),
};
