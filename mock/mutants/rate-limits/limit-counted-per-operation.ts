import { editTiers } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { limitsByCredential } from './applies.ts';

export const limitCountedPerOperation: Mutant = {
  id: 'limit-counted-per-operation',
  lie: 'Each operation counts for itself: a caller has as many budgets as there are paths.',
  fails: ['rl-per-key', 'rl-counts-as-declared', 'rl-precedence'],
  appliesTo: limitsByCredential,
  model: (model) =>
    editTiers(model, (tier) =>
      tier.on === 'scheme' && tier.methods === 'all' ? { ...tier, per: [...tier.per, 'operation'] } : tier,
    ),
};
