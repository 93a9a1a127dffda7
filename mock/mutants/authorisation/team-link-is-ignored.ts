import { editOperation } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { reachesBy, replaced } from '../narrow.ts';

export const teamLinkIsIgnored: Mutant = {
  id: 'team-link-is-ignored',
  lie: 'Managers see nothing of those whom they manage.',
  fails: ['authz-manager-reach', 'authz-reach-works'],
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
      ({ relation }) => ({ relation: replaced(relation, 'owner.manager', []) }),
    ),
};
