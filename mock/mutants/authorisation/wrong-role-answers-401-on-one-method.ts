import type { AuthModel, Operation } from '../../../spec/model.ts';
import { deniedNames } from '../access.ts';
import { changeRefusal } from '../change.ts';
import type { Mutant } from '../mutant.ts';

export const wrongRoleAnswers401OnOneMethod: Mutant = {
  id: 'wrong-role-answers-401-on-one-method',
  lie: 'One method of one path tells who lacks the right to log in; all others say 403.',
  fails: ['authz-401-vs-403', 'bearer-insufficient-scope-403', 'http-403-for-insufficient'],
  appliesTo: (model) => lastChange(model) !== undefined,
  model: (model) => changeRefusal(model, (operation) => operation === lastChange(model), 'no-right', 401),
};

function lastChange(model: AuthModel): Operation | undefined {
  return model.operations.findLast(
    (operation) =>
      operation.objectKind === 'record' &&
      operation.verb === 'update' &&
      deniedNames(model, operation).length > 0,
  );
}
