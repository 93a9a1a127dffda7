import { citationsOf } from '../../../spec/facts.ts';
import { denial } from '../../judging/findings.ts';
import { creators, silentPeople } from '../../predict/people.ts';
import type { Rule } from '../../rule.ts';

export const nonInteractiveCannotSignIn: Rule = {
  id: 'non-interactive-cannot-sign-in',
  title: 'A non-interactive user cannot sign in, whatever the password',
  level: 'MUST',
  family: 'authorisation',
  statements: ['UA-09', 'UA-10'],
  sources: [],
  experiments: ['people-making'],
  rationale:
    'Such a user exists for its tokens. A flag that only hides the form leaves the password working.',
  falsePositives:
    'Counts only where somebody else could sign in the same way. A 403 after a password in the request itself means that it was taken.',
  applies: (model) => {
    if (creators(model).length === 0) return 'no operation makes people';
    const chosen = creators(model).some(({ request }) =>
      request.some(({ attribute }) => attribute === 'user.login'),
    );
    return chosen || silentPeople(model).length > 0 || 'everybody can sign in';
  },
  judge: (view) =>
    view.exchanges({ experiment: 'people-making', step: 'sign-in-silent' }).map((probe) => {
      const person = view.model.fixtures.users.get(probe.case);
      const statuses =
        view.operation(probe)?.verb === 'login'
          ? [400, 401, 403, 404, 422]
          : [400, 401, view.operation(probe)?.refusals.get('bad-credential')?.status ?? 401];
      return denial(view, probe, {
        statuses,
        case: `${probe.case} signs in`,
        grounds: person === undefined ? [] : citationsOf(person, 'login'),
      });
    }),
};
