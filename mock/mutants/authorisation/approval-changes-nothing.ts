import { editOperation } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { reachesBy } from '../narrow.ts';

export const approvalChangesNothing: Mutant = {
  id: 'approval-changes-nothing',
  lie: 'An approval is accepted and forgotten.',
  fails: ['authz-approval-works'],
  appliesTo: (model) =>
    model.operations.some(
      (operation) =>
        operation.objectKind === 'record' &&
        Object.keys(operation.set).length > 0 &&
        reachesBy(operation, 'owner.manager'),
    ),
  model: (model) =>
    editOperation(
      model,
      (operation) =>
        operation.objectKind === 'record' &&
        reachesBy(operation, 'owner.manager') &&
        Object.keys(operation.set).length > 0,
      { set: {} },
    ),
};
