import { locate } from '../../stages/locate.ts';
import type { Mutant } from '../mutant.ts';

export const itemsCrossTenants: Mutant = {
  id: 'items-cross-tenants',
  lie: 'A record can be reached by its id from any tenant.',
  fails: [
    'authz-bola-read',
    'authz-tenant-isolation',
    'foreign-before-validation',
    'http-404-hiding-is-consistent',
    'tenant-switch-nothing-carried-over',
  ],
  appliesTo: (model) =>
    model.fixtures.tenants.length > 1 &&
    model.operations.some(
      ({ objectKind, path, object }) => objectKind === 'record' && path.startsWith(`${object}/{`),
    ),
  options: () => ({
    stages: {
      locate: (call) => {
        const refused = locate(call);
        return !(refused instanceof Promise) &&
          refused?.cause === 'foreign-record' &&
          call.subject?.type === 'record' &&
          call.subject.record.tenant !== call.tenant
          ? undefined
          : refused;
      },
    },
  }),
};
