import type { Operation } from '../../../spec/model.ts';
import { editOperation } from '../edit.ts';
import { credentialVerb } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const colleaguesKeysCanBeRevoked: Mutant = {
  id: 'colleagues-keys-can-be-revoked',
  lie: "Everybody of the tenant can revoke everybody's credentials.",
  fails: ['credential-of-others-closed'],
  appliesTo: (model) => model.operations.some(isOwnRevocation),
  model: (model) => editOperation(model, isOwnRevocation, { relation: { '*': ['tenant'] } }),
};

function isOwnRevocation(operation: Operation): boolean {
  return (
    credentialVerb('revoke')(operation) &&
    operation.path.endsWith('}') &&
    operation.relation['*']?.includes('owner') === true
  );
}
