import type { Mutant } from '../mutant.ts';
import { hasPasswordLogin } from './applies.ts';
import { takingForRight } from './forgiving-login.ts';

export const anyPasswordLogsIn: Mutant = {
  id: 'any-password-logs-in',
  lie: 'Whoever knows an address is logged in with any password.',
  fails: [
    'password-change-takes-effect',
    'login-wrong-password-401',
    'login-no-user-enumeration',
    'login-type-confusion',
    'login-password-exact',
  ],
  appliesTo: hasPasswordLogin,
  options: (model) => takingForRight(model, (given) => typeof given === 'string' && given !== ''),
};
