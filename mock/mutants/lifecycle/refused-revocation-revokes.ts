import { defaultStages } from '../../index.ts';
import { credentialVerb } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const refusedRevocationRevokes: Mutant = {
  id: 'refused-revocation-revokes',
  lie: 'A revocation by somebody without the right is refused after it was done.',
  fails: ['management-denied-has-no-effect', 'management-open-to-role'],
  appliesTo: (model) =>
    model.operations.some(
      ({ verb, objectKind, security }) =>
        verb === 'revoke' &&
        objectKind === 'credential' &&
        security.some((requirement) => [...requirement.values()].some((names) => names.length > 0)),
    ),
  options: () => ({
    stages: {
      authorise: async (call) => {
        const refused = await defaultStages.authorise(call);
        const operation = call.operation?.operation;
        if (refused && operation !== undefined && credentialVerb('revoke')(operation)) {
          const target = Object.values(call.params)
            .map((id) => call.world.credentials.byId(operation.object, id))
            .find((one) => one !== undefined);
          if (target !== undefined) call.world.credentials.end(target, 'revoke', call.now);
        }
        return refused;
      },
    },
  }),
};
