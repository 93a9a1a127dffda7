import { withoutKeywords } from '../change.ts';
import { editOperation } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const anyTextIsAnAddress: Mutant = {
  id: 'any-text-is-an-address',
  lie: 'Any text is taken for an address.',
  fails: ['response-matches-document', 'user-email-valid'],
  appliesTo: (model) =>
    model.operations.some(
      ({ verb, objectKind, body }) => verb === 'create' && objectKind === 'user' && body !== undefined,
    ),
  model: (model) =>
    editOperation(
      model,
      ({ verb, objectKind }) => verb === 'create' && objectKind === 'user',
      ({ body }) => ({
        body: body === undefined ? undefined : { ...body, schema: withoutKeywords(body.schema, ['format']) },
      }),
    ),
};
