import { editTiers } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const onlyTheFirstTierHolds: Mutant = {
  id: 'only-the-first-tier-holds',
  lie: 'Of several limits on one scheme only the first is enforced.',
  fails: ['rl-exact-limit', 'rl-tiers-and', 'rl-concurrent-exact', 'rl-counts-as-declared'],
  appliesTo: (model) =>
    model.tiers.some(
      (tier) => model.tiers.filter(({ scheme }) => scheme !== undefined && scheme === tier.scheme).length > 1,
    ),
  model: (model) =>
    editTiers(model, (tier) =>
      tier.scheme === undefined || model.tiers.find(({ scheme }) => scheme === tier.scheme) === tier
        ? tier
        : undefined,
    ),
};
