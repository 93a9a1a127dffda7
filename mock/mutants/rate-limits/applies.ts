import type { AuthModel, Tier } from '../../../spec/model.ts';

/** The tier by credential with the fewest requests: the one whose lie shows soonest. */
export function smallTier(model: AuthModel): Tier | undefined {
  return model.tiers
    .filter(({ per, counts }) => per.length === 1 && per[0] === 'credential' && counts === 'all')
    .toSorted((a, b) => a.limit - b.limit)[0];
}

export function limitsByCredential(model: AuthModel): boolean {
  return smallTier(model) !== undefined;
}

/** Does some answer hold the attribute in a header? */
export function tells(model: AuthModel, attribute: string): boolean {
  return model.operations.some(({ responses }) =>
    [...responses.values()].some(({ places }) =>
      places.some((place) => place.in === 'header' && place.attribute === attribute),
    ),
  );
}
