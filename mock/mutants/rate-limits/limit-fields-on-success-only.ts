import { editAnswerPlaces } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { tells } from './applies.ts';

export const limitFieldsOnSuccessOnly: Mutant = {
  id: 'limit-fields-on-success-only',
  lie: 'Refusals for other reasons than the limit come without limit fields.',
  fails: ['rl-headers-on-all'],
  appliesTo: (model) => tells(model, 'tier.remaining'),
  model: (model) =>
    editAnswerPlaces(model, (place, { status }) =>
      place.attribute.startsWith('tier') && status >= 400 && status !== 429 ? undefined : place,
    ),
};
