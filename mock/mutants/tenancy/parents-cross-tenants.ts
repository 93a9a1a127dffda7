import { locate } from '../../stages/locate.ts';
import type { Mutant } from '../mutant.ts';

export const parentsCrossTenants: Mutant = {
  id: 'parents-cross-tenants',
  lie: 'What stands below a foreign record is listed.',
  fails: ['authz-tenant-isolation'],
  appliesTo: (model) =>
    model.fixtures.tenants.length > 1 &&
    model.operations.some(
      ({ objectKind, verb, path, request }) =>
        objectKind === 'record' &&
        verb === 'list' &&
        path.includes('{') &&
        !request.some(({ attribute }) => attribute === 'tenant.id'),
    ),
  options: () => ({
    stages: {
      locate: (call) => {
        const refused = locate(call);
        return !(refused instanceof Promise) &&
          refused?.cause === 'foreign-record' &&
          call.subject === undefined
          ? undefined
          : refused;
      },
    },
  }),
};
