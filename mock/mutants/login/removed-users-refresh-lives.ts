import { changeKinds } from '../change.ts';
import type { Mutant } from '../mutant.ts';

export const removedUsersRefreshLives: Mutant = {
  id: 'removed-users-refresh-lives',
  lie: 'The access tokens of a removed user end, what renews them does not.',
  fails: ['jwt-claims-as-documented', 'refresh-after-security-event'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ endedBy, name }) =>
        endedBy.includes('user-removal') &&
        model.operations.some(
          ({ verb, request, security }) =>
            verb === 'refresh' &&
            (request.some(({ attribute }) => attribute === `${name}.secret`) ||
              security.some((requirement) => requirement.has(name))),
        ),
    ),
  model: (model) =>
    changeKinds(
      model,
      ({ uses }) => uses !== 'any',
      ({ endedBy }) => ({ endedBy: endedBy.filter((event) => event !== 'user-removal') }),
    ),
};
