import { editTiers } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const writeLimitCountsReads: Mutant = {
  id: 'write-limit-counts-reads',
  lie: 'The limit on writes counts reads too.',
  fails: ['rl-exact-limit', 'rl-writes-separate', 'rl-limit-constant'],
  appliesTo: (model) => model.tiers.some(({ methods }) => methods !== 'all'),
  model: (model) => editTiers(model, (tier) => ({ ...tier, methods: 'all' })),
};
