import { withoutKeywords } from '../change.ts';
import { editOperation } from '../edit.ts';
import { credentialVerb } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const unknownRightsAreKept: Mutant = {
  id: 'unknown-rights-are-kept',
  lie: 'The names of rights are not looked at when a credential is issued: any text is kept.',
  fails: ['unknown-right-refused', 'response-matches-document'],
  appliesTo: (model) =>
    model.operations.some(
      ({ verb, object, objectKind, request }) =>
        verb === 'issue' &&
        objectKind === 'credential' &&
        request.some(({ attribute, in: place }) => attribute === `${object}.rights` && place === 'body'),
    ),
  model: (model) =>
    editOperation(model, credentialVerb('issue'), ({ body }) =>
      body === undefined
        ? {}
        : { body: { ...body, schema: withoutKeywords(body.schema, ['enum', 'oneOf', 'uniqueItems']) } },
    ),
};
