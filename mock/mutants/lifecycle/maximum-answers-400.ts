import { changeRefusal } from '../change.ts';
import type { Mutant } from '../mutant.ts';

export const maximumAnswers400: Mutant = {
  id: 'maximum-answers-400',
  lie: 'The refusal at the maximum is 400 instead of the declared status.',
  fails: ['err-body-status-matches', 'key-limit-status'],
  appliesTo: (model) => model.operations.some(({ refusals }) => refusals.get('maximum')?.named === true),
  model: (model) => changeRefusal(model, ({ verb }) => verb === 'issue', 'maximum', 400),
};
