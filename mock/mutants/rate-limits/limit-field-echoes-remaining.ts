import { editAnswerPlaces } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { tells } from './applies.ts';

export const limitFieldEchoesRemaining: Mutant = {
  id: 'limit-field-echoes-remaining',
  lie: 'The limit field holds what remains.',
  fails: ['rl-limit-constant'],
  appliesTo: (model) => tells(model, 'tier.limit'),
  model: (model) =>
    editAnswerPlaces(model, (place) =>
      place.attribute === 'tier.limit' ? { ...place, attribute: 'tier.remaining' } : place,
    ),
};
