import { crossing } from '../crossing.ts';
import { credentialVerb } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const foreignKeysCanBeRead: Mutant = {
  id: 'foreign-keys-can-be-read',
  lie: 'Whoever knows the id of a credential can read it from any tenant.',
  fails: ['credential-of-others-closed'],
  appliesTo: (model) =>
    model.fixtures.tenants.length > 1 &&
    model.operations.some((operation) => credentialVerb('read')(operation) && operation.path.includes('{')),
  options: () => crossing(credentialVerb('read')),
};
