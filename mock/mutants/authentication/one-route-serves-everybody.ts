import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, fieldValues, takes } from '../wrap.ts';

export const oneRouteServesEverybody: Mutant = {
  id: 'one-route-serves-everybody',
  lie: 'The last GET of the document lets callers without a credential through.',
  fails: ['http-401-without-credentials', 'http-head-like-get'],
  appliesTo: (model) => takes(model, 'bearer'),
  options: (model) => {
    const open = model.operations.findLast(
      (operation) => operation.method === 'GET' && operation.objectKind === 'record',
    )?.key;
    return beforeAuthentication((call) =>
      call.operation?.operation.key === open && fieldValues(call.request, 'authorization').length === 0
        ? 'pass'
        : undefined,
    );
  },
};
