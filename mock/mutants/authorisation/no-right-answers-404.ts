import { deniedNames } from '../access.ts';
import { changeRefusal } from '../change.ts';
import type { Mutant } from '../mutant.ts';

export const noRightAnswers404: Mutant = {
  id: 'no-right-answers-404',
  lie: 'Who lacks the right is told that there is nothing.',
  fails: ['role-change-propagates', 'bearer-insufficient-scope-403', 'http-403-for-insufficient'],
  appliesTo: (model) => model.operations.some((operation) => deniedNames(model, operation).length > 0),
  model: (model) => changeRefusal(model, ({ objectKind }) => objectKind === 'record', 'no-right', 404),
};
