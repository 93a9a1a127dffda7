import { editAnswerPlaces } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { tells } from './applies.ts';

export const resetFieldIsADate: Mutant = {
  id: 'reset-field-is-a-date',
  lie: 'Reset is an ISO date where the document says epoch seconds.',
  fails: ['rl-reset-unit'],
  appliesTo: (model) => tells(model, 'tier.resetAt'),
  model: (model) =>
    editAnswerPlaces(model, (place) =>
      place.attribute === 'tier.resetAt'
        ? { ...place, schema: { type: 'string', format: 'date-time' } }
        : place,
    ),
};
