import { withoutKeywords } from '../change.ts';
import { editOperation } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const peopleNeedNothing: Mutant = {
  id: 'people-need-nothing',
  lie: 'People are made without what is required.',
  fails: ['response-matches-document', 'user-required-fields'],
  appliesTo: (model) =>
    model.operations.some(
      ({ verb, objectKind, body }) => verb === 'create' && objectKind === 'user' && body !== undefined,
    ),
  model: (model) =>
    editOperation(
      model,
      ({ verb, objectKind }) => verb === 'create' && objectKind === 'user',
      ({ body }) => ({
        body:
          body === undefined
            ? undefined
            : { ...body, schema: withoutKeywords(body.schema, ['required', 'minProperties', 'minLength']) },
      }),
    ),
};
