import type { Operation } from '../../../spec/model.ts';
import { grantsOf } from '../access.ts';
import { editOperation } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const anybodyMakesPeople: Mutant = {
  id: 'anybody-makes-people',
  lie: 'Everybody who is signed in can make people.',
  fails: ['authz-matrix-deny', 'user-creation-needs-right'],
  appliesTo: (model) =>
    model.operations.some((operation) => makes(operation) && grantsOf(operation).length > 0),
  model: (model) =>
    editOperation(model, makes, ({ security }) => ({
      security: security.map((requirement) => new Map([...requirement.keys()].map((scheme) => [scheme, []]))),
    })),
};

function makes({ verb, objectKind }: Operation): boolean {
  return verb === 'create' && objectKind === 'user';
}
