import { editTiers } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { limitsByCredential } from './applies.ts';

export const limitCountedPerAddress: Mutant = {
  id: 'limit-counted-per-address',
  lie: 'The limits count by address: keys behind one proxy share.',
  fails: ['rl-exact-limit', 'rl-writes-separate', 'rl-per-key', 'rl-concurrent-exact', 'rl-limit-constant'],
  appliesTo: limitsByCredential,
  model: (model) =>
    editTiers(model, (tier) => (tier.per.includes('credential') ? { ...tier, per: ['address'] } : tier)),
};
