import { grantsOf, restrictedRecords } from '../access.ts';
import { editOperation } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const oneGrantForgotten: Mutant = {
  id: 'one-grant-forgotten',
  lie: 'One role is missing in the grant list of one list.',
  fails: ['pending'],
  appliesTo: (model) => restrictedRecords(model, 'list').some((operation) => grantsOf(operation).length > 1),
  model: (model) => {
    const poorer = restrictedRecords(model, 'list').find((operation) => grantsOf(operation).length > 1);
    return editOperation(model, (operation) => operation === poorer, ({ security }) => ({ security: security.slice(0, -1) }));
  },
};
