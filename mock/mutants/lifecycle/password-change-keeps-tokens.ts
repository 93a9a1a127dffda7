import { changeKinds } from '../change.ts';
import type { Mutant } from '../mutant.ts';

export const passwordChangeKeepsTokens: Mutant = {
  id: 'password-change-keeps-tokens',
  lie: 'Tokens work on after their user has changed the password.',
  fails: ['password-change-kills-tokens'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ endedBy, name }) => endedBy.includes('password-change') && model.schemes.has(name),
    ),
  model: (model) =>
    changeKinds(
      model,
      () => true,
      ({ endedBy }) => ({ endedBy: endedBy.filter((event) => event !== 'password-change') }),
    ),
};
