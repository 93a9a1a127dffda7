import { editTiers } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const windowJumpsInsteadOfSliding: Mutant = {
  id: 'window-jumps-instead-of-sliding',
  lie: 'The window that should slide is a fixed one: two budgets across its end.',
  fails: ['rl-fixed-window-edge', 'rl-gradual-refill'],
  appliesTo: ({ tiers }) => tiers.some(({ algorithm }) => algorithm === 'sliding-window'),
  model: (model) =>
    editTiers(model, (tier) =>
      tier.algorithm === 'sliding-window' ? { ...tier, algorithm: 'fixed-window' } : tier,
    ),
};
