import { editTiers } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { isPasswordLogin } from './applies.ts';

export const guessingIsNotLimited: Mutant = {
  id: 'guessing-is-not-limited',
  lie: 'The limit on wrong passwords is not enforced.',
  fails: ['login-brute-force-limited'],
  appliesTo: (model) =>
    model.operations.some((operation) => isPasswordLogin(operation) && operation.tiers.length > 0),
  model: (model) =>
    editTiers(model, (tier) => (tier.on === 'operation' && tier.counts === 'failures' ? undefined : tier)),
};
