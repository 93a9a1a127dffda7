import type { AuthModel, Operation } from '../../../spec/model.ts';
import { grantsOf } from '../access.ts';
import { editOperation } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const nestedListIsUnguarded: Mutant = {
  id: 'nested-list-is-unguarded',
  lie: 'The list below another one asks for no role.',
  fails: ['authz-matrix-deny', 'authz-nested-like-parent', 'authz-row-cardinality', 'authz-row-sequence'],
  appliesTo: (model) => nested(model) !== undefined,
  model: (model) => {
    const open = nested(model);
    return editOperation(
      model,
      (operation) => operation === open,
      ({ security }) => ({
        security: security.map(
          (requirement) => new Map([...requirement.keys()].map((scheme) => [scheme, []])),
        ),
      }),
    );
  },
};

/** A list whose path continues an item of another list with the same grants. */
function nested(model: AuthModel): Operation | undefined {
  const lists = model.operations.filter(
    (operation) =>
      operation.verb === 'list' && operation.objectKind === 'record' && grantsOf(operation).length > 0,
  );
  const grants = (operation: Operation) => JSON.stringify(grantsOf(operation));
  return lists.find((list) =>
    lists.some((parent) => list.path.startsWith(`${parent.path}/{`) && grants(parent) === grants(list)),
  );
}
