import { editOperations } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const anybodyGivesAnyRight: Mutant = {
  id: 'anybody-gives-any-right',
  lie: 'Who may make credentials can give them rights that nobody gave to the maker.',
  fails: ['issue-ceiling', 'management-denied-has-no-effect', 'management-needs-auth-and-role'],
  appliesTo: (model) => model.operations.some(({ within, verb }) => within === 'caller' && verb === 'issue'),
  model: (model) =>
    editOperations(model, (operation) => {
      const { within: _, ...unlimited } = operation;
      return operation.verb === 'issue' ? unlimited : operation;
    }),
};
