import type { AuthModel, Operation, Tier } from '../../spec/model.ts';
import { countingTiers, tiersOfRequest } from '../predict/tiers.ts';

/** Beyond that a flood is an attack: it would send five times as many. */
const largest = 2000;

/** Limits per credential that the reads of some operation reach before any other. */
export function limitingTiers(model: AuthModel): readonly Tier[] {
  return countingTiers(model).filter(
    (tier) =>
      tier.per.join() === 'credential' && tier.limit <= largest && smallestAt(model, tier) !== undefined,
  );
}

/** A read without parameters at which the tier is the tightest that counts. */
export function smallestAt(
  model: AuthModel,
  tier: Tier,
  isThere: (operation: Operation) => boolean = () => true,
): Operation | undefined {
  return model.operations.find((operation) => {
    if (!isThere(operation)) return false;
    if (operation.method !== 'GET' || operation.console || operation.path.includes('{')) return false;
    return operation.security.some((requirement) => {
      const counted = new Set(tiersOfRequest(model, operation, [...requirement.keys()]));
      const tiers = countingTiers(model).filter((one) => counted.has(one));
      return (
        requirement.size === 1 &&
        counted.has(tier) &&
        (tier.scheme === undefined || requirement.has(tier.scheme)) &&
        tiers.every((other) => other === tier || other.limit > tier.limit)
      );
    });
  });
}

/** Does a limit count the reads that is not of the credential alone? Others may have spent of that. */
export function isCountedBeside(model: AuthModel, operation: Operation): boolean {
  return operation.security
    .flatMap((requirement) => tiersOfRequest(model, operation, [...requirement.keys()]))
    .some(({ per }) => !per.includes('credential'));
}
