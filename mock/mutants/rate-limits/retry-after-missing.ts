import { editAnswerPlaces } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { retryAfterInSeconds } from './retry.ts';

export const retryAfterMissing: Mutant = {
  id: 'retry-after-missing',
  lie: 'A 429 does not say when to come back.',
  fails: ['response-matches-document', 'rl-headers-on-all', 'rl-retry-after-present'],
  appliesTo: retryAfterInSeconds,
  model: (model) =>
    editAnswerPlaces(model, (place) => (place.at.toLowerCase() === 'retry-after' ? undefined : place)),
};
