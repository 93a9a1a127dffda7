import { editTiers } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { isDoor } from './applies.ts';

export const wrongKeysAreNotThrottled: Mutant = {
  id: 'wrong-keys-are-not-throttled',
  lie: 'Wrong keys may be tried for ever from one address.',
  fails: ['rl-unauth-throttled'],
  appliesTo: ({ tiers }) => tiers.some(isDoor),
  model: (model) => editTiers(model, (tier) => (isDoor(tier) ? undefined : tier)),
};
