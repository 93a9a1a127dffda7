import { editOperation } from '../edit.ts';
import { credentialVerb } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const credentialManagesCredentials: Mutant = {
  id: 'credential-manages-credentials',
  lie: 'A credential can issue and revoke others of its kind.',
  fails: [
    'management-closed-to-api-credentials',
    'management-denied-has-no-effect',
    'management-open-to-role',
  ],
  appliesTo: (model) =>
    model.operations.some(
      (operation) =>
        operation.console &&
        credentialVerb('issue')(operation) &&
        !operation.security.some((requirement) => requirement.has(operation.object)),
    ),
  model: (model) =>
    editOperation(
      model,
      (operation) => operation.console && credentialVerb('list', 'issue', 'revoke')(operation),
      ({ security, object }) => ({ security: [...security, new Map([[object, []]])] }),
    ),
};
