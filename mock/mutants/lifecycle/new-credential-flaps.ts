import { defaultStages, refuse } from '../../index.ts';
import type { Mutant } from '../mutant.ts';

export const newCredentialFlaps: Mutant = {
  id: 'new-credential-flaps',
  lie: 'A new credential works, fails for some seconds and works again.',
  fails: ['token-activation-lag-bounded'],
  appliesTo: (model) => [...model.credentials.values()].some(({ starts }) => starts.withinSeconds > 0),
  options: () => ({
    stages: {
      authenticate: async (call) => {
        const refused = await defaultStages.authenticate(call);
        const young = call.verified.find(({ credential }) => {
          const age = (call.now - credential.issuedAt) / 1000;
          return credential.kind.starts.withinSeconds > 0 && age >= 8 && age < 11;
        });
        return (
          refused ??
          (young === undefined ? undefined : refuse('pending', 'this replica does not know it yet'))
        );
      },
    },
  }),
};
