import { groundsOf } from '../../../spec/facts.ts';
import { peopleMaking } from '../../experiments/people-making.ts';
import { entriesOf } from '../../judging/entries.ts';
import { finding, statusText, succeeded } from '../../judging/findings.ts';
import { creators } from '../../predict/people.ts';
import type { Finding, Rule } from '../../rule.ts';

export const userLoginOptionKept: Rule = {
  id: 'user-login-option-kept',
  title: 'The login option chosen for a person is kept and shown',
  level: 'MUST',
  family: 'authorisation',
  statements: ['UA-21'],
  sources: [],
  experiments: ['people-making'],
  rationale: 'A non-interactive user that turns into an interactive one opens a door that nobody watches.',
  falsePositives: 'Judged where an operation shows the login option of a person.',
  applies: (model) => {
    const making = peopleMaking.applies(model);
    return making !== true
      ? making
      : creators(model).some(({ request }) => request.some(({ attribute }) => attribute === 'user.login')) ||
          'no login option is chosen for people';
  },
  judge: (view) =>
    view
      .exchanges({ experiment: 'people-making', step: 'made-silent' })
      .flatMap((shown): readonly Finding[] => {
        const operation = view.operation(shown);
        if (operation === undefined) return [];
        const base = {
          case: shown.case,
          expected: 'no way to log in',
          evidence: [shown.seq],
          grounds: groundsOf(view.model, operation),
        };
        if (!succeeded(shown)) return [{ ...base, verdict: 'untestable', observed: statusText(shown) }];
        const entries = entriesOf(operation, shown, 'user');
        const login = (
          entries.find((entry) => entry.get('id') === shown.detail['user']) ??
          (entries.length === 1 ? entries[0] : undefined)
        )?.get('login');
        return login === undefined
          ? []
          : [
              finding(Array.isArray(login) && login.length === 0, {
                ...base,
                observed: JSON.stringify(login),
              }),
            ];
      }),
};
