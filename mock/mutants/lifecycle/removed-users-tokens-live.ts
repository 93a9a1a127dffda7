import { changeKinds } from '../change.ts';
import type { Mutant } from '../mutant.ts';

export const removedUsersTokensLive: Mutant = {
  id: 'removed-users-tokens-live',
  lie: 'Tokens are not ended when their user is removed.',
  fails: ['user-removal-kills-tokens'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ endedBy, name }) => endedBy.includes('user-removal') && model.schemes.has(name),
    ),
  model: (model) =>
    changeKinds(
      model,
      () => true,
      ({ endedBy }) => ({ endedBy: endedBy.filter((event) => event !== 'user-removal') }),
    ),
};
