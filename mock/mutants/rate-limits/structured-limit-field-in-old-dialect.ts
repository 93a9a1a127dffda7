import { editAnswerPlaces } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { tells } from './applies.ts';

export const structuredLimitFieldInOldDialect: Mutant = {
  id: 'structured-limit-field-in-old-dialect',
  lie: 'The structured limit fields are written in the dialect of an older draft.',
  fails: [],
  appliesTo: (model) => tells(model, 'tiers'),
  model: (model) => editAnswerPlaces(model, (place) => (place.attribute === 'tiers' ? { ...place, schema: { type: 'string', format: 'ratelimit-07' } } : place)),
};
