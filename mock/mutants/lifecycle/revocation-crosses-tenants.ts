import { defaultStages } from '../../index.ts';
import { credentialVerb } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const revocationCrossesTenants: Mutant = {
  id: 'revocation-crosses-tenants',
  lie: 'Any manager can revoke the credentials of other tenants.',
  fails: ['credential-of-others-closed', 'revoke-foreign-denied'],
  appliesTo: (model) => model.fixtures.tenants.length > 1 && model.operations.some(credentialVerb('revoke')),
  options: () => ({
    stages: {
      locate: async (call) => {
        const refused = await defaultStages.locate(call);
        const isRevocation =
          call.operation !== undefined && credentialVerb('revoke')(call.operation.operation);
        return isRevocation && refused?.cause === 'foreign-record' && call.subject?.type === 'credential'
          ? undefined
          : refused;
      },
    },
  }),
};
