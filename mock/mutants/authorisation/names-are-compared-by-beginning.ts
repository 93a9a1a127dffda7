import type { AuthModel, Operation, Requirement } from '../../../spec/model.ts';
import { asRequirement, deniedNames, grantsOf } from '../access.ts';
import { editOperations } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const namesAreComparedByBeginning: Mutant = {
  id: 'names-are-compared-by-beginning',
  lie: 'What asks for a name is open to every name that begins with it.',
  fails: ['authz-matrix-deny', 'authz-row-cardinality', 'authz-row-sequence'],
  appliesTo: (model) => model.operations.some((operation) => opened(model, operation).length > 0),
  model: (model) =>
    editOperations(model, (operation) => ({
      ...operation,
      security: [...operation.security, ...opened(model, operation)],
    })),
};

/** Names that the operation denies and that begin with one that it asks for. */
function opened(model: AuthModel, operation: Operation): readonly Requirement[] {
  if (operation.objectKind !== 'record') return [];
  const asked = grantsOf(operation);
  return deniedNames(model, operation)
    .filter(({ scheme, names }) =>
      asked.some((one) => one.scheme === scheme && names[0]?.startsWith(one.names[0] ?? '') === true),
    )
    .map(asRequirement);
}
