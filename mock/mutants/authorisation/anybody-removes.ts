import { editOperation } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { isNarrow } from '../narrow.ts';

export const anybodyRemoves: Mutant = {
  id: 'anybody-removes',
  lie: 'A record can be removed by its id, whosever it is; reading and changing it is checked.',
  fails: ['authz-bola-write'],
  appliesTo: (model) => model.operations.some((operation) => isNarrow(operation, 'delete')),
  model: (model) =>
    editOperation(model, (operation) => isNarrow(operation, 'delete'), { relation: { '*': ['tenant'] } }),
};
