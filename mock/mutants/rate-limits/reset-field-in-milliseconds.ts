import { editAnswerPlaces } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { tells } from './applies.ts';

export const resetFieldInMilliseconds: Mutant = {
  id: 'reset-field-in-milliseconds',
  lie: 'Reset is in milliseconds.',
  fails: ['rl-reset-unit', 'rl-reset-honest', 'rl-retry-after-vs-reset'],
  appliesTo: (model) => tells(model, 'tier.resetAt'),
  model: (model) =>
    editAnswerPlaces(model, (place) =>
      place.attribute === 'tier.resetAt'
        ? { ...place, schema: { type: 'integer', format: 'milliseconds' } }
        : place,
    ),
};
