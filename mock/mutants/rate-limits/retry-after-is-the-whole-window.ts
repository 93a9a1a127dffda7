import { editAnswerPlaces } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { retryAfterInSeconds } from './retry.ts';

export const retryAfterIsTheWholeWindow: Mutant = {
  id: 'retry-after-is-the-whole-window',
  lie: 'Retry-After is always the length of the window.',
  fails: ['rl-retry-after-honest'],
  appliesTo: retryAfterInSeconds,
  model: (model) =>
    editAnswerPlaces(model, (place) =>
      place.at.toLowerCase() === 'retry-after' ? { ...place, attribute: 'tier.window' } : place,
    ),
};
