import { editOperation } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { isNarrow } from '../narrow.ts';

export const itemRouteHasNoOwnerCheck: Mutant = {
  id: 'item-route-has-no-owner-check',
  lie: 'A record can be read by its id, whosever it is.',
  fails: ['authz-bola-read'],
  appliesTo: (model) => model.operations.some((operation) => isNarrow(operation, 'read')),
  model: (model) =>
    editOperation(model, (operation) => isNarrow(operation, 'read'), { relation: { '*': ['tenant'] } }),
};
