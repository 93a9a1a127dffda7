import { editTiers } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { limitsByCredential, smallTier } from './applies.ts';

export const oneRequestTooMany: Mutant = {
  id: 'one-request-too-many',
  lie: 'The limit is off by one: the request after the last allowed one passes.',
  fails: [
    'rl-exact-limit',
    'rl-tiers-and',
    'rl-concurrent-exact',
    'rl-window-refill',
    'rl-counts-as-declared',
    'rl-limit-constant',
  ],
  appliesTo: limitsByCredential,
  model: (model) =>
    editTiers(model, (tier) => (tier === smallTier(model) ? { ...tier, limit: tier.limit + 1 } : tier)),
};
