import { asRequirement, deniedNames, restrictedRecords } from '../access.ts';
import { editOperation } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const oneCellFlipped: Mutant = {
  id: 'one-cell-flipped',
  lie: 'One role more than documented may read one list.',
  fails: ['authz-matrix-deny', 'authz-row-cardinality', 'authz-row-sequence'],
  appliesTo: (model) =>
    model.matrix.some(({ sequence }) => sequence !== undefined) &&
    restrictedRecords(model, 'list').length > 2,
  model: (model) => {
    const flipped = restrictedRecords(model, 'list')[2];
    const extra = flipped === undefined ? [] : deniedNames(model, flipped).slice(0, 1);
    return editOperation(
      model,
      (operation) => operation === flipped,
      ({ security }) => ({ security: [...security, ...extra.map(asRequirement)] }),
    );
  },
};
