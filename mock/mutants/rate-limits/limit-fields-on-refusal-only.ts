import { editAnswerPlaces } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { tells } from './applies.ts';

export const limitFieldsOnRefusalOnly: Mutant = {
  id: 'limit-fields-on-refusal-only',
  lie: 'The limit fields come with 429 only.',
  fails: ['rl-headers-on-all'],
  appliesTo: (model) => tells(model, 'tier.remaining'),
  model: (model) =>
    editAnswerPlaces(model, (place, { status }) =>
      place.attribute.startsWith('tier') && status !== 429 ? undefined : place,
    ),
};
