import type { AuthModel, Operation } from '../../../spec/model.ts';
import { asRequirement, deniedNames, grantsOf, restrictedRecords } from '../access.ts';
import { editOperation } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const twoCellsSwapped: Mutant = {
  id: 'two-cells-swapped',
  lie: 'The grants of two neighbouring roles to one creation are swapped with those to its list.',
  fails: ['authz-matrix-allow', 'authz-matrix-deny', 'authz-row-sequence'],
  appliesTo: (model) =>
    model.matrix.some(({ sequence }) => sequence !== undefined) && twins(model) !== undefined,
  model: (model) => {
    const found = twins(model);
    if (found === undefined) return model;
    const [create, list] = found;
    const readOnly = deniedNames(model, create).find(({ names }) =>
      grantsOf(list).some((grant) => grant.names[0] === names[0]),
    );
    const last = grantsOf(create).at(-1);
    if (readOnly === undefined || last === undefined) return model;
    const kept = create.security.filter(
      (requirement) => JSON.stringify([...requirement]) !== JSON.stringify([...asRequirement(last)]),
    );
    return editOperation(model, (operation) => operation === create, {
      security: [...kept, asRequirement(readOnly)],
    });
  },
};

/** A creation and the list beside it, where some role may read and not create. */
function twins(model: AuthModel): readonly [Operation, Operation] | undefined {
  for (const create of restrictedRecords(model, 'create')) {
    const list = model.operations.find(({ verb, object }) => verb === 'list' && object === create.object);
    const isMixed =
      list !== undefined &&
      deniedNames(model, create).some(({ names }) =>
        grantsOf(list).some((grant) => grant.names[0] === names[0]),
      );
    if (list !== undefined && isMixed && grantsOf(create).length > 1) return [create, list];
  }
  return undefined;
}
