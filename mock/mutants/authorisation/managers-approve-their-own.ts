import { editOperation } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { reachesBy, replaced } from '../narrow.ts';

export const managersApproveTheirOwn: Mutant = {
  id: 'managers-approve-their-own',
  lie: 'Who may approve may approve their own.',
  fails: ['authz-bola-write', 'authz-self-approval'],
  appliesTo: (model) =>
    model.operations.some(
      (operation) => Object.keys(operation.set).length > 0 && reachesBy(operation, 'owner.manager'),
    ),
  model: (model) =>
    editOperation(
      model,
      (operation) => Object.keys(operation.set).length > 0 && reachesBy(operation, 'owner.manager'),
      ({ relation }) => ({ relation: replaced(relation, 'owner.manager', ['owner.manager', 'owner']) }),
    ),
};
