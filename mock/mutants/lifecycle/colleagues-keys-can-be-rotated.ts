import type { Operation } from '../../../spec/model.ts';
import { editOperation } from '../edit.ts';
import { credentialVerb } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const colleaguesKeysCanBeRotated: Mutant = {
  id: 'colleagues-keys-can-be-rotated',
  lie: "Everybody of the tenant can rotate everybody's credentials, and so get a working value of theirs.",
  fails: ['credential-of-others-closed'],
  appliesTo: (model) => model.operations.some(isOwnRotation),
  model: (model) => editOperation(model, isOwnRotation, { relation: { '*': ['tenant'] } }),
};

function isOwnRotation(operation: Operation): boolean {
  return credentialVerb('rotate')(operation) && operation.relation['*']?.includes('owner') === true;
}
