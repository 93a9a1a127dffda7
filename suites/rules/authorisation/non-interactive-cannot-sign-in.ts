import { denial } from '../../judging/findings.ts';
import { citationsOf } from '../../../spec/facts.ts';
import { creators, silentPeople } from '../../experiments/people-making.ts';
import type { Rule } from '../../rule.ts';

export const nonInteractiveCannotSignIn: Rule = {
  id: 'non-interactive-cannot-sign-in',
  title: 'A non-interactive user cannot sign in, whatever the password',
  level: 'MUST',
  family: 'authorisation',
  statements: ['UA-09', 'UA-10'],
  sources: [],
  experiments: ['people-making'],
  rationale: 'Such a user exists for its tokens. A flag that only hides the form leaves the password working.',
  falsePositives: 'Counts only where somebody else could sign in the same way.',
  applies: (model) => {
    if (creators(model).length === 0) return 'no operation makes people';
    const chosen = creators(model).some(({ request }) => request.some(({ attribute }) => attribute === 'user.login'));
    return chosen || silentPeople(model).length > 0 || 'everybody can sign in';
  },
  judge: (view) =>
    view.exchanges({ experiment: 'people-making', step: 'sign-in-silent' }).map((probe) => {
      const person = view.model.fixtures.users.get(probe.case);
      return denial(view, probe, { statuses: [400, 401, 403, 404, 422], case: `${probe.case} signs in`, grounds: person === undefined ? [] : citationsOf(person, 'login') });
    }),
};
