import type { AuthModel, Tier } from '../../spec/model.ts';
import { countingTiers } from './tiers.ts';

const mostRequests = 100;
/** `Date` tells whole seconds: in a shorter window too little of it would be certain. */
const shortestSeconds = 12;

/** Of each algorithm the one with the fewest requests. */
export function gradualTiers(model: AuthModel): readonly Tier[] {
  const gradual = countingTiers(model)
    .filter(({ algorithm, counts }) => algorithm !== 'fixed-window' && counts === 'all')
    .filter(({ limit, windowSeconds }) => limit <= mostRequests && windowSeconds >= shortestSeconds)
    .toSorted((a, b) => a.limit - b.limit);
  return [...Map.groupBy(gradual, ({ algorithm }) => algorithm).values()].flatMap(([tier]) => tier ?? []);
}

/** `true`, or why there is nothing to watch. */
export function hasGradualTiers(model: AuthModel): true | string {
  return gradualTiers(model).length > 0 || 'no limit of few requests gives its budget back little by little';
}
