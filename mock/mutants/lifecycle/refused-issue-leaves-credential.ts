import { defaultStages } from '../../index.ts';
import { credentialVerb } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const refusedIssueLeavesCredential: Mutant = {
  id: 'refused-issue-leaves-credential',
  lie: 'An invalid issuing request is refused, but the credential is there.',
  fails: ['issue-refusal-makes-nothing', 'list-shows-declared-fields', 'response-matches-document'],
  appliesTo: (model) =>
    model.operations.some(
      ({ verb, object }) =>
        verb === 'list' &&
        model.operations.some(
          (operation) =>
            operation.verb === 'issue' && operation.object === object && operation.body !== undefined,
        ),
    ),
  options: () => ({
    stages: {
      validate: async (call) => {
        const refused = await defaultStages.validate(call);
        if (refused && call.operation && credentialVerb('issue')(call.operation.operation))
          await defaultStages.act(call);
        return refused;
      },
    },
  }),
};
