import type { Mutant } from '../mutant.ts';
import { hasPasswordLogin } from './applies.ts';
import { takingForRight } from './forgiving-login.ts';

export const passwordQueryOperatorAccepted: Mutant = {
  id: 'password-query-operator-accepted',
  lie: 'An object in place of the password goes into the query as an operator.',
  fails: ['login-type-confusion'],
  appliesTo: hasPasswordLogin,
  options: (model) =>
    takingForRight(model, (given) => typeof given === 'object' && given !== null && !Array.isArray(given)),
};
