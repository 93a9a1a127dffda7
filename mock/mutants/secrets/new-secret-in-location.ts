import { credentialVerb, inHeaders } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const newSecretInLocation: Mutant = {
  id: 'new-secret-in-location',
  lie: 'The answer that makes a credential names it in Location by its value instead of its id.',
  fails: ['http-no-credentials-in-url', 'secret-shown-once'],
  appliesTo: (model) =>
    model.operations.some(
      (operation) =>
        credentialVerb('issue')(operation) && model.credentials.get(operation.object)?.displayedOnce === true,
    ),
  options: () =>
    inHeaders(
      ({ operation, outcome, refusal }) =>
        refusal === undefined &&
        outcome.minted !== undefined &&
        operation !== undefined &&
        credentialVerb('issue')(operation.operation),
      ({ operation, outcome }) => ({
        Location: `${operation?.operation.path}/${outcome.minted?.[0]?.secret}`,
      }),
    ),
};
