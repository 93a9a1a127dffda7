import { defaultStages, refuse } from '../../index.ts';
import { credentialVerb, insteadOfAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const firstCredentialStaysForEver: Mutant = {
  id: 'first-credential-stays-for-ever',
  lie: 'The credential that a tenant starts with cannot be replaced.',
  fails: ['key-replace-works', 'last-key-by-count'],
  appliesTo: (model) => [...model.credentials.values()].some(({ count }) => count.min > 0),
  options: (model) =>
    insteadOfAct(credentialVerb('revoke'), (call) => {
      const isFirst =
        call.subject?.type === 'credential' &&
        model.fixtures.credentials.some(
          ({ name }) => call.subject?.type === 'credential' && name === call.subject.credential.name,
        );
      return isFirst ? refuse('minimum', 'it is the first') : defaultStages.act(call);
    }),
};
