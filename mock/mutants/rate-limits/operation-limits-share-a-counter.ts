import type { Tier } from '../../../spec/model.ts';
import { editTiers } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const operationLimitsShareACounter: Mutant = {
  id: 'operation-limits-share-a-counter',
  lie: 'The limits of two operations are kept under one name and share a counter.',
  fails: ['rl-per-key'],
  appliesTo: ({ tiers }) => sharers(tiers).length > 1,
  model: (model) => {
    const [first] = sharers(model.tiers);
    return first?.operation === undefined
      ? model
      : editTiers(model, (tier) =>
          sharers(model.tiers).includes(tier) ? { ...tier, operation: first.operation ?? '' } : tier,
        );
  },
};

/** Tiers of single operations that have one name. */
function sharers(tiers: readonly Tier[]): readonly Tier[] {
  return tiers.filter(
    (tier) => tier.on === 'operation' && tiers.some((other) => other !== tier && other.name === tier.name),
  );
}
