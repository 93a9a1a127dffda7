import { locate } from '../../stages/locate.ts';
import type { Mutant } from '../mutant.ts';

export const oddIdCrashes: Mutant = {
  id: 'odd-id-crashes',
  lie: 'An id that is none breaks the server.',
  fails: ['http-malformed-never-5xx', 'tenant-odd-ids-closed'],
  appliesTo: (model) =>
    model.fixtures.tenants.length > 1 &&
    model.operations.some(
      ({ objectKind, verb, path, request }) =>
        objectKind === 'record' &&
        (verb === 'list' || verb === 'read') &&
        path.includes('{') &&
        !request.some(({ attribute }) => attribute === 'tenant.id'),
    ),
  options: () => ({
    stages: {
      locate: (call) => {
        if (Object.values(call.params).includes('*')) throw new Error('the statement is not well formed');
        return locate(call);
      },
    },
  }),
};
