import { editOperation } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { reachesBy, replaced } from '../narrow.ts';

export const managerSeesEverybody: Mutant = {
  id: 'manager-sees-everybody',
  lie: 'Managers see the records of the whole tenant.',
  fails: ['authz-list-filtered', 'authz-manager-reach'],
  appliesTo: (model) =>
    model.operations.some(
      (operation) =>
        operation.objectKind === 'record' &&
        operation.verb === 'list' &&
        reachesBy(operation, 'owner.manager'),
    ),
  model: (model) =>
    editOperation(
      model,
      (operation) =>
        operation.objectKind === 'record' &&
        operation.verb === 'list' &&
        reachesBy(operation, 'owner.manager'),
      ({ relation }) => ({ relation: replaced(relation, 'owner.manager', ['tenant']) }),
    ),
};
