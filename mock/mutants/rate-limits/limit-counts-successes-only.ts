import { editTiers } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { limitsByCredential } from './applies.ts';

export const limitCountsSuccessesOnly: Mutant = {
  id: 'limit-counts-successes-only',
  lie: 'Only requests that succeed are counted.',
  fails: ['rl-counts-as-declared'],
  appliesTo: limitsByCredential,
  model: (model) =>
    editTiers(model, (tier) => (tier.counts === 'all' ? { ...tier, counts: 'successes' } : tier)),
};
