import { editTiers } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { limitsByCredential } from './applies.ts';

export const limitCountedPerTenant: Mutant = {
  id: 'limit-counted-per-tenant',
  lie: 'The limits count all keys of a tenant together.',
  fails: ['rl-exact-limit', 'rl-writes-separate', 'rl-per-key', 'rl-concurrent-exact', 'rl-limit-constant'],
  appliesTo: limitsByCredential,
  model: (model) =>
    editTiers(model, (tier) => (tier.per.includes('credential') ? { ...tier, per: ['tenant'] } : tier)),
};
