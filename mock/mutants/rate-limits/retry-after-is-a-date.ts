import { editAnswerPlaces } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { retryAfterInSeconds } from './retry.ts';

export const retryAfterIsADate: Mutant = {
  id: 'retry-after-is-a-date',
  lie: 'Retry-After is an HTTP date where the document says seconds.',
  fails: ['rl-reset-unit', 'http-retry-after-format'],
  appliesTo: retryAfterInSeconds,
  model: (model) =>
    editAnswerPlaces(model, (place) =>
      place.at.toLowerCase() === 'retry-after'
        ? { ...place, attribute: 'tier.resetAt', schema: { type: 'string', format: 'http-date' } }
        : place,
    ),
};
