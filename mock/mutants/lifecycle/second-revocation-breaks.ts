import { defaultStages } from '../../index.ts';
import { credentialVerb } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const secondRevocationBreaks: Mutant = {
  id: 'second-revocation-breaks',
  lie: 'Revoking what is gone already is answered with 500.',
  fails: ['err-body-status-matches', 'http-malformed-never-5xx', 'revoke-idempotent-no-oracle'],
  appliesTo: (model) => model.operations.some(credentialVerb('revoke')),
  options: () => ({
    stages: {
      render: (call) => {
        const reply = defaultStages.render(call);
        const isRevocation =
          call.operation !== undefined && credentialVerb('revoke')(call.operation.operation);
        return isRevocation && call.refusal?.cause === 'unknown-record' ? { ...reply, status: 500 } : reply;
      },
    },
  }),
};
