import { editTiers } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const bucketIsAFixedWindow: Mutant = {
  id: 'bucket-is-a-fixed-window',
  lie: 'The bucket does not refill evenly: it is full again at the end of a window.',
  fails: ['rl-fixed-window-edge', 'rl-gradual-refill'],
  appliesTo: ({ tiers }) => tiers.some(({ algorithm, limit }) => algorithm === 'token-bucket' && limit < 60),
  model: (model) =>
    editTiers(model, (tier) =>
      tier.algorithm === 'token-bucket' ? { ...tier, algorithm: 'fixed-window' } : tier,
    ),
};
