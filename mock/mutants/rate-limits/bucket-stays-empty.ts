import { editTiers } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const bucketStaysEmpty: Mutant = {
  id: 'bucket-stays-empty',
  lie: 'The bucket does not fill little by little: whoever emptied it waits for the end of the window.',
  fails: ['rl-gradual-refill'],
  appliesTo: (model) =>
    model.tiers.some(
      ({ algorithm, counts, limit }) => algorithm === 'token-bucket' && counts === 'all' && limit <= 100,
    ),
  model: (model) =>
    editTiers(model, (tier) =>
      tier.algorithm === 'token-bucket' ? { ...tier, algorithm: 'fixed-window' } : tier,
    ),
};
