import type { Mutant } from '../mutant.ts';
import { hasPasswordLogin } from './applies.ts';
import { takingForRight } from './forgiving-login.ts';

export const passwordComparedWithoutCaseOrSpace: Mutant = {
  id: 'password-compared-without-case-or-space',
  lie: 'Passwords are trimmed and lower-cased before they are compared.',
  fails: ['login-password-exact'],
  appliesTo: hasPasswordLogin,
  options: (model) =>
    takingForRight(
      model,
      (given, right) => typeof given === 'string' && given.trim().toLowerCase() === right.toLowerCase(),
    ),
};
