import { editAnswerPlaces } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const structuredLimitFieldInOldDialect: Mutant = {
  id: 'structured-limit-field-in-old-dialect',
  lie: 'The structured limit fields are written in the dialect of an older draft.',
  fails: ['rl-ietf-grammar'],
  appliesTo: (model) =>
    model.operations.some(({ responses }) =>
      [...responses.values()].some(({ places }) =>
        places.some(({ attribute, schema }) => attribute === 'tiers' && schema['format'] !== 'ratelimit-07'),
      ),
    ),
  model: (model) =>
    editAnswerPlaces(model, (place) =>
      place.attribute === 'tiers' ? { ...place, schema: { type: 'string', format: 'ratelimit-07' } } : place,
    ),
};
