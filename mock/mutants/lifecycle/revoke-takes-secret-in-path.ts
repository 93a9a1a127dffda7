import { defaultStages } from '../../index.ts';
import { digestOf } from '../../secrets/digest.ts';
import { credentialVerb } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const revokeTakesSecretInPath: Mutant = {
  id: 'revoke-takes-secret-in-path',
  lie: 'A credential is also revoked by its secret in the path.',
  fails: ['http-no-credentials-in-url', 'revoke-needs-id'],
  appliesTo: (model) =>
    model.operations.some(
      ({ verb, object, request }) =>
        verb === 'revoke' &&
        request.some((place) => place.in === 'path' && place.attribute === `${object}.id`),
    ),
  options: () => ({
    stages: {
      locate: (call) => {
        const operation = call.operation?.operation;
        if (operation !== undefined && credentialVerb('revoke')(operation)) {
          for (const value of Object.values(call.params)) {
            const credential = call.world.credentials.byDigest(operation.object, digestOf(value));
            if (credential === undefined) continue;
            call.subject = { type: 'credential', credential };
            return undefined;
          }
        }
        return defaultStages.locate(call);
      },
    },
  }),
};
