import { changeRefusal } from '../change.ts';
import type { Mutant } from '../mutant.ts';
import { hasPasswordLogin, isPasswordLogin } from './applies.ts';

export const wrongLoginAnswers200: Mutant = {
  id: 'wrong-login-answers-200',
  lie: 'A wrong password is answered with 200 and an error inside.',
  fails: [],
  appliesTo: hasPasswordLogin,
  model: (model) => changeRefusal(model, isPasswordLogin, 'wrong-login', 200),
};
