import { editAnswerPlaces } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { tells } from './applies.ts';

export const remainingFieldStuck: Mutant = {
  id: 'remaining-field-stuck',
  lie: 'The remaining field always shows the whole limit.',
  fails: ['rl-window-refill', 'rl-remaining-decrements'],
  appliesTo: (model) => tells(model, 'tier.remaining'),
  model: (model) =>
    editAnswerPlaces(model, (place) =>
      place.attribute === 'tier.remaining' ? { ...place, attribute: 'tier.limit' } : place,
    ),
};
