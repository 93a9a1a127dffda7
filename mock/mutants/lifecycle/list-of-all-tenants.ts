import { afterAct, credentialVerb } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const listOfAllTenants: Mutant = {
  id: 'list-of-all-tenants',
  lie: 'The list of credentials shows those of every tenant.',
  fails: [
    'issue-mass-assignment',
    'list-scoped',
    'key-limit-atomic',
    'key-limit-exact',
    'key-limit-refusal-harmless',
    'tenant-starts-with-minimum',
  ],
  appliesTo: (model) => model.fixtures.tenants.length > 1 && model.operations.some(credentialVerb('list')),
  options: () =>
    afterAct(credentialVerb('list'), (call) => {
      const kind = call.operation?.operation.object ?? '';
      call.outcome = {
        list: [...call.world.credentials.managed(kind, call.now)].map((credential) => ({
          type: 'credential',
          credential,
        })),
      };
    }),
};
