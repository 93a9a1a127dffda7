import { deniedNames } from '../access.ts';
import { changeRefusal } from '../change.ts';
import type { Mutant } from '../mutant.ts';

export const noRightAnswers401: Mutant = {
  id: 'no-right-answers-401',
  lie: 'Who lacks the right is told to log in.',
  fails: ['authz-401-vs-403', 'bearer-insufficient-scope-403', 'http-403-for-insufficient'],
  appliesTo: (model) => model.operations.some((operation) => deniedNames(model, operation).length > 0),
  model: (model) => changeRefusal(model, ({ objectKind }) => objectKind === 'record', 'no-right', 401),
};
