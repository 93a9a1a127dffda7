import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, setBasic, takes } from '../wrap.ts';

export const passwordIsCutAtItsColon: Mutant = {
  id: 'password-is-cut-at-its-colon',
  lie: 'Basic credentials are split at every colon, and the second part is the password.',
  fails: ['basic-first-colon-split'],
  appliesTo: (model) =>
    takes(model, 'basic') &&
    model.operations.some(
      ({ objectKind, verb, request }) =>
        objectKind === 'user' &&
        verb === 'update' &&
        request.some(({ attribute }) => attribute === 'user.password'),
    ),
  options: () =>
    beforeAuthentication((call) => {
      setBasic(call, (text) => text.split(':').slice(0, 2).join(':'));
      return undefined;
    }),
};
