import { editAnswerPlaces } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const expiresInToldInMilliseconds: Mutant = {
  id: 'expires-in-told-in-milliseconds',
  lie: 'The lifetime is told in milliseconds where the document says seconds.',
  fails: ['expires-in-true'],
  appliesTo: (model) =>
    model.operations.some(({ responses }) =>
      [...responses.values()].some(({ places }) =>
        places.some(
          ({ attribute, schema }) => attribute.endsWith('.expiresIn') && schema['format'] !== 'milliseconds',
        ),
      ),
    ),
  model: (model) =>
    editAnswerPlaces(model, (place) =>
      place.attribute.endsWith('.expiresIn')
        ? { ...place, schema: { type: 'integer', format: 'milliseconds' } }
        : place,
    ),
};
