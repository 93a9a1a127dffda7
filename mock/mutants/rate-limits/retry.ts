import type { AuthModel } from '../../../spec/model.ts';

/** Does the document declare `Retry-After` as a number of seconds? */
export function retryAfterInSeconds(model: AuthModel): boolean {
  return model.operations.some(({ responses }) =>
    responses
      .get(429)
      ?.places.some(
        ({ at, attribute }) => at.toLowerCase() === 'retry-after' && attribute === 'tier.resetIn',
      ),
  );
}
