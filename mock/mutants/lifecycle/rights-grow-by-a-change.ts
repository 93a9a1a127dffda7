import { editOperations } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const rightsGrowByAChange: Mutant = {
  id: 'rights-grow-by-a-change',
  lie: 'A new credential stays within the rights of its maker, a changed one does not.',
  fails: ['issue-ceiling', 'management-needs-auth-and-role'],
  appliesTo: (model) => model.operations.some(({ within, verb }) => within === 'caller' && verb === 'update'),
  model: (model) =>
    editOperations(model, (operation) => {
      const { within: _, ...unlimited } = operation;
      return operation.verb === 'update' ? unlimited : operation;
    }),
};
