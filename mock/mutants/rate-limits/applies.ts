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

/** Does the tier hold before anybody is known, with few enough requests to try it? */
export function isDoor({ on, per, limit }: Tier): boolean {
  return (
    on !== 'scheme' && limit < 98 && per.every((subject) => subject === 'address' || subject === 'operation')
  );
}

/** Does some refusal name the tiers that are reached in its body? */
export function namesTiers({ operations }: AuthModel): boolean {
  return operations.some(({ responses }) =>
    [...responses.values()].some(({ places }) =>
      places.some((place) => place.in === 'body' && place.attribute === 'tier.name'),
    ),
  );
}

/** Does some answer tell what remains in the fields with an X and in those of the IETF? */
export function saysTwice({ operations }: AuthModel): boolean {
  return operations.some(({ responses }) =>
    [...responses.values()].some(({ places }) => {
      const names = places.map(({ at }) => at);
      return names.includes('X-RateLimit-Remaining') && names.includes('RateLimit');
    }),
  );
}
