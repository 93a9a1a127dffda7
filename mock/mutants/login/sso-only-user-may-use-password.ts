import { editUsers } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { hasPasswordLogin } from './applies.ts';

export const ssoOnlyUserMayUsePassword: Mutant = {
  id: 'sso-only-user-may-use-password',
  lie: 'Users whose company demands single sign-on can log in with a password.',
  fails: ['login-blocked-honoured'],
  appliesTo: (model) =>
    hasPasswordLogin(model) &&
    [...model.fixtures.users.values()].some(
      ({ login }) => login !== 'any' && login.length > 0 && !login.includes('password'),
    ),
  model: (model) =>
    editUsers(model, (user) =>
      user.login === 'any' || user.login.length === 0
        ? user
        : { ...user, login: [...user.login, 'password'] },
    ),
};
