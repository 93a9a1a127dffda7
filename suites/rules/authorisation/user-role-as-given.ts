import { citationsOf } from '../../../spec/facts.ts';
import type { Exchange } from '../../../spec/history.ts';
import type { Citation } from '../../../spec/model.ts';
import { rolesGiven } from '../../experiments/roles-given.ts';
import { aliveOnly } from '../../judging/dead.ts';
import { entriesOf } from '../../judging/entries.ts';
import { acceptance, denial, finding, succeeded } from '../../judging/findings.ts';
import { refusalStatuses } from '../../judging/sweep.ts';
import type { View } from '../../judging/view.ts';
import { parseJson } from '../../lab/read-answer.ts';
import { creators } from '../../predict/people.ts';
import type { Finding, Rule } from '../../rule.ts';

export const userRoleAsGiven: Rule = {
  id: 'user-role-as-given',
  title: 'A new person has exactly the roles that it was given',
  level: 'MUST',
  family: 'authorisation',
  statements: ['BZ-01', 'BZ-09', 'BZ-12', 'BZ-31', 'UA-08', 'UA-15', 'UA-16', 'UA-17'],
  sources: ['OWASP API5:2023'],
  experiments: ['roles-given'],
  rationale:
    'Service users are people like others: a default role on top, or a role that comes later, makes the choice at the invitation worthless.',
  falsePositives:
    'What the roles open is taken from the document. A refusal counts only where somebody else could make the same call.',
  applies: (model) => rolesGiven.applies(model),
  judge: (view) =>
    aliveOnly(view, [
      ...view
        .exchanges({ experiment: 'roles-given', step: 'role-shown' })
        .flatMap((exchange) => shownRoles(view, exchange)),
      ...view
        .exchanges({ experiment: 'roles-given', step: 'role-opens' })
        .map((control) => acceptance(control, { grounds: groundsOfMaking(view) })),
      ...view.exchanges({ experiment: 'roles-given', step: 'role-closed' }).map((probe) =>
        denial(view, probe, {
          statuses: refusalStatuses,
          expected: 'refused',
          grounds: groundsOfMaking(view),
        }),
      ),
    ]),
};

function shownRoles(view: View, shown: Exchange): readonly Finding[] {
  const operation = view.operation(shown);
  if (operation === undefined || !succeeded(shown)) return [];
  const entries = entriesOf(operation, shown, 'user');
  const roles = (
    entries.find((entry) => entry.get('id') === shown.detail['user']) ??
    (entries.length === 1 ? entries[0] : undefined)
  )?.get('roles');
  const given = parseJson(String(shown.detail['roles']));
  if (roles === undefined || !Array.isArray(given)) return [];
  const text = (list: unknown) => [list].flat().map(String).toSorted().join(', ');
  return [
    finding(text(roles) === text(given), {
      case: `${shown.case} is shown`,
      expected: text(given),
      observed: text(roles),
      evidence: [shown.seq],
      grounds: groundsOfMaking(view),
    }),
  ];
}

function groundsOfMaking(view: View): readonly Citation[] {
  const making = creators(view.model).find(({ request }) =>
    request.some(({ attribute }) => attribute === 'user.roles'),
  );
  return making === undefined ? [] : citationsOf(making);
}
