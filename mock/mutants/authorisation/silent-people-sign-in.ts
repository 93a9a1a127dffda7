import { editUsers } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const silentPeopleSignIn: Mutant = {
  id: 'silent-people-sign-in',
  lie: 'Non-interactive users can sign in with their password.',
  fails: ['non-interactive-cannot-sign-in'],
  appliesTo: (model) => [...model.fixtures.users.values()].some(({ login }) => login.length === 0),
  model: (model) =>
    editUsers(model, (user) => (user.login.length === 0 ? { ...user, login: ['password'] } : user)),
};
