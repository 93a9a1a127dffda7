import { changeRefusal } from '../change.ts';
import type { Mutant } from '../mutant.ts';
import { hasPasswordLogin, isPasswordLogin } from './applies.ts';

export const wrongLoginAnswers200: Mutant = {
  id: 'wrong-login-answers-200',
  lie: 'A wrong password is answered with 200 and an error inside.',
  fails: [
    'response-matches-document',
    'secret-displayed-where-documented',
    'password-change-takes-effect',
    'user-removal-ends-login',
    'login-wrong-password-401',
    'login-type-confusion',
    'login-password-exact',
    'sso-assertion-checked',
    'sso-provider-known',
  ],
  appliesTo: hasPasswordLogin,
  model: (model) => changeRefusal(model, isPasswordLogin, 'wrong-login', 200),
};
