import { editTiers } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const goodLoginsSpendGuesses: Mutant = {
  id: 'good-logins-spend-guesses',
  lie: 'The limit on wrong passwords counts right ones too.',
  fails: ['rl-failures-only'],
  appliesTo: (model) => model.tiers.some(({ counts }) => counts === 'failures'),
  model: (model) =>
    editTiers(model, (tier) => (tier.counts === 'failures' ? { ...tier, counts: 'all' } : tier)),
};
