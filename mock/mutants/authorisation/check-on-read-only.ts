import { editOperation } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { isNarrow } from '../narrow.ts';

export const checkOnReadOnly: Mutant = {
  id: 'check-on-read-only',
  lie: 'A record can be changed by its id, whosever it is.',
  fails: ['authz-bola-write'],
  appliesTo: (model) =>
    model.operations.some(
      (operation) => isNarrow(operation, 'update') && Object.keys(operation.set).length === 0,
    ),
  model: (model) =>
    editOperation(
      model,
      (operation) => isNarrow(operation, 'update') && Object.keys(operation.set).length === 0,
      { relation: { '*': ['tenant'] } },
    ),
};
