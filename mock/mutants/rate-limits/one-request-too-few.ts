import { editTiers } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { limitsByCredential, smallTier } from './applies.ts';

export const oneRequestTooFew: Mutant = {
  id: 'one-request-too-few',
  lie: 'The limit is off by one: the last allowed request is refused.',
  fails: [
    'rl-exact-limit',
    'rl-concurrent-exact',
    'rl-window-refill',
    'rl-counts-as-declared',
    'rl-limit-constant',
  ],
  appliesTo: limitsByCredential,
  model: (model) =>
    editTiers(model, (tier) => (tier === smallTier(model) ? { ...tier, limit: tier.limit - 1 } : tier)),
};
