import { editAnswerPlaces } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { tells } from './applies.ts';

export const resetFieldIsADifference: Mutant = {
  id: 'reset-field-is-a-difference',
  lie: 'Reset holds the seconds until the reset, not its time.',
  fails: ['rl-reset-unit', 'rl-reset-stable', 'rl-reset-honest'],
  appliesTo: (model) => tells(model, 'tier.resetAt'),
  model: (model) =>
    editAnswerPlaces(model, (place) =>
      place.attribute === 'tier.resetAt' ? { ...place, attribute: 'tier.resetIn' } : place,
    ),
};
