import { changeRefusal } from '../change.ts';
import type { Mutant } from '../mutant.ts';

export const foreignAnswers403: Mutant = {
  id: 'foreign-answers-403',
  lie: 'A foreign record is forbidden, an unknown one not found.',
  fails: ['http-404-hiding-is-consistent'],
  appliesTo: (model) =>
    model.fixtures.tenants.length > 1 &&
    model.operations.some(({ objectKind, path }) => objectKind === 'record' && path.includes('{')),
  model: (model) => changeRefusal(model, ({ objectKind }) => objectKind === 'record', 'foreign-record', 403),
};
