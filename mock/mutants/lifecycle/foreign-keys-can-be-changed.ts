import { crossing } from '../crossing.ts';
import { credentialVerb } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const foreignKeysCanBeChanged: Mutant = {
  id: 'foreign-keys-can-be-changed',
  lie: 'Whoever knows the id of a credential can change it from any tenant; revoking it is refused.',
  fails: ['credential-of-others-closed'],
  appliesTo: (model) =>
    model.fixtures.tenants.length > 1 &&
    model.operations.some(
      (operation) =>
        credentialVerb('update')(operation) &&
        operation.request.some(({ attribute }) => attribute === `${operation.object}.id`) &&
        !operation.request.some(({ attribute }) => attribute === `${operation.object}.owner`),
    ),
  options: () => crossing(credentialVerb('update')),
};
