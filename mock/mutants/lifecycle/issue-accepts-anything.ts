import { withoutKeywords } from '../change.ts';
import { editOperation } from '../edit.ts';
import { credentialVerb } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const issueAcceptsAnything: Mutant = {
  id: 'issue-accepts-anything',
  lie: 'Issuing requests are not validated.',
  fails: ['issue-needs-name', 'response-matches-document'],
  appliesTo: (model) =>
    model.operations.some(
      ({ verb, objectKind, body }) => verb === 'issue' && objectKind === 'credential' && body !== undefined,
    ),
  model: (model) =>
    editOperation(model, credentialVerb('issue'), ({ body }) =>
      body === undefined
        ? {}
        : {
            body: {
              ...body,
              schema: withoutKeywords(body.schema, [
                'required',
                'minLength',
                'maxLength',
                'minItems',
                'uniqueItems',
                'enum',
                'oneOf',
              ]),
            },
          },
    ),
};
