import type { AuthModel, Operation, Tier } from '../../spec/model.ts';

/** `burst on apiKey`, `guesses on POST /login`: unique within a document. */
export function tierLabel(tier: Tier): string {
  const place = tier.scheme ?? tier.operation;
  return place === undefined ? tier.name : `${tier.name} on ${place}`;
}

/**
 * Tiers that a request falls under, going by what it carries. A tier on a scheme counts its credential whichever
 * way it is carried.
 */
export function tiersOfRequest(
  model: AuthModel,
  operation: Operation,
  schemes: readonly string[],
): readonly Tier[] {
  const kinds = schemes.map((scheme) => model.schemes.get(scheme)?.credential);
  return model.tiers.filter((tier) => {
    if (tier.methods !== 'all' && !tier.methods.includes(operation.method)) return false;
    if (tier.on === 'operation') return tier.operation === operation.key;
    return tier.on === 'document' || kinds.includes(model.schemes.get(tier.scheme ?? '')?.credential);
  });
}

/** Tiers that a run can exhaust by plain calls: those that count them. */
export function countingTiers(model: AuthModel): readonly Tier[] {
  return model.tiers.filter(({ counts }) => counts !== 'failures');
}

/** `true`, or why there is no limit to reach. */
export function hasTiers(model: AuthModel): true | string {
  return countingTiers(model).length > 0 || 'the document declares no rate limit';
}

/** Does some answer hold the attribute in a header? `true`, or why there is nothing to check. */
export function tellsOf(model: AuthModel, ...attributes: readonly string[]): true | string {
  const told = model.operations.some(({ responses }) =>
    [...responses.values()].some(({ places }) =>
      places.some((place) => place.in === 'header' && attributes.includes(place.attribute)),
    ),
  );
  return told || `no answer of the document holds ${attributes.join(' or ')}`;
}

/** Both: a limit to reach, and answers that tell of it. */
export function limitsTold(model: AuthModel, ...attributes: readonly string[]): true | string {
  const tiers = hasTiers(model);
  return tiers === true ? tellsOf(model, ...attributes) : tiers;
}

/** The tier that can be exhausted with the fewest requests, among those that some call can reach. */
export function smallestTier(model: AuthModel): Tier | undefined {
  return countingTiers(model).toSorted((a, b) => a.limit - b.limit || a.windowSeconds - b.windowSeconds)[0];
}

/** Beyond that a flood of wrong keys is an attack and no test. */
const mostKnocks = 97;

/** Tiers that hold before anybody is known, and are small enough to be reached with wrong keys. */
export function doorTiers(model: AuthModel): readonly Tier[] {
  return model.tiers.filter(
    (tier) =>
      tier.on !== 'scheme' &&
      tier.per.includes('address') &&
      tier.per.every((subject) => subject === 'address' || subject === 'operation') &&
      tier.counts !== 'successes' &&
      tier.limit <= mostKnocks &&
      doorOperations(model, tier).length > 0,
  );
}

/** Reads that ask for a credential and fall under a tier. */
export function doorOperations(model: AuthModel, tier: Tier): readonly Operation[] {
  return model.operations.filter(
    (operation) =>
      operation.method === 'GET' &&
      !operation.console &&
      !operation.path.includes('{') &&
      operation.security.length > 0 &&
      operation.security.every(({ size }) => size > 0) &&
      tiersOfRequest(model, operation, []).includes(tier),
  );
}

/** `true`, or why there is no door to knock at. */
export function hasDoorTiers(model: AuthModel): true | string {
  return (
    doorTiers(model).length > 0 || `no limit of at most ${mostKnocks} requests holds before authentication`
  );
}

/** Two whole budgets of a larger one would be a load test. */
const largestAtEdge = 60;

/** Of each algorithm the smallest tier whose window has an end that can be crossed. */
export function edgeTiers(model: AuthModel): readonly Tier[] {
  const small = countingTiers(model)
    .filter(
      ({ limit, windowSeconds, counts }) =>
        limit > 2 && limit <= largestAtEdge && windowSeconds >= 4 && counts === 'all',
    )
    .toSorted((a, b) => a.limit - b.limit);
  return [...Map.groupBy(small, ({ algorithm }) => algorithm).values()].flatMap(([tier]) => tier ?? []);
}

/** Seconds between the two halves of a burst across the end of a window. */
export function edgeGapSeconds({ windowSeconds }: Tier): number {
  return Math.max(2, Math.floor(windowSeconds / 10));
}

/** `true`, or why there is no window to cross the end of. */
export function hasEdgeTiers(model: AuthModel): true | string {
  return edgeTiers(model).length > 0 || `no limit of 3 to ${largestAtEdge} requests counts all of them`;
}
