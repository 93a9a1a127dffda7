import { editOperation } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const oneRoleLeftOut: Mutant = {
  id: 'one-role-left-out',
  lie: 'Of the roles that may manage credentials the last one may not.',
  fails: ['management-open-to-role'],
  appliesTo: (model) =>
    model.operations.some(
      ({ objectKind, console, security }) => objectKind === 'credential' && console && security.length > 1,
    ),
  model: (model) =>
    editOperation(
      model,
      ({ objectKind, console, security }) => objectKind === 'credential' && console && security.length > 1,
      ({ security }) => ({ security: security.slice(0, -1) }),
    ),
};
