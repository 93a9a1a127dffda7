import { editTiers } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const budgetTricklesBack: Mutant = {
  id: 'budget-trickles-back',
  lie: 'The window slides: the budget comes back one by one instead of at once.',
  fails: ['rl-window-refill', 'rl-reset-stable'],
  appliesTo: (model) =>
    model.tiers.some(({ algorithm, counts }) => algorithm === 'fixed-window' && counts === 'all'),
  model: (model) => editTiers(model, (tier) => ({ ...tier, algorithm: 'sliding-window' })),
};
