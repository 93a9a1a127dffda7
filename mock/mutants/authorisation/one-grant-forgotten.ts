import { restrictedRecords } from '../access.ts';
import { editOperation } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const oneGrantForgotten: Mutant = {
  id: 'one-grant-forgotten',
  lie: 'One role is missing in the grant list of one list.',
  fails: ['authz-matrix-allow', 'authz-row-cardinality', 'authz-row-sequence'],
  appliesTo: (model) =>
    model.matrix.some(({ sequence }) => sequence !== undefined) &&
    restrictedRecords(model, 'list').length > 2,
  model: (model) => {
    const poorer = restrictedRecords(model, 'list')[2];
    return editOperation(
      model,
      (operation) => operation === poorer,
      ({ security }) => ({ security: security.slice(0, -1) }),
    );
  },
};
