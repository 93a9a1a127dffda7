import { editOperation } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { isNarrow } from '../narrow.ts';

export const listIsNotFiltered: Mutant = {
  id: 'list-is-not-filtered',
  lie: 'Lists hold the records of the whole tenant.',
  fails: ['authz-list-filtered', 'authz-manager-reach'],
  appliesTo: (model) => model.operations.some((operation) => isNarrow(operation, 'list')),
  model: (model) =>
    editOperation(model, (operation) => isNarrow(operation, 'list'), { relation: { '*': ['tenant'] } }),
};
