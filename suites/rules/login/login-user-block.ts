import { groundsOf } from '../../../spec/facts.ts';
import type { AuthModel, Operation } from '../../../spec/model.ts';
import { finding, succeeded } from '../../judging/findings.ts';
import { passwordLogins } from '../../lab/logins.ts';
import type { Rule } from '../../rule.ts';
import { told } from './login-facts.ts';

export const loginUserBlock: Rule = {
  id: 'login-user-block',
  title: 'The user that a login tells of is the one who logged in',
  level: 'MUST',
  family: 'login',
  statements: ['RT-27'],
  sources: ['OWASP API3:2023'],
  experiments: ['login-users'],
  rationale: 'Clients show it and act on it; the record of another user is a leak and a mix-up at once.',
  falsePositives:
    'Ids are compared with each other over all logins, since the document does not fix them; roles with those of the fixtures.',
  applies: (model) =>
    passwordLogins(model).some((login) => tells(login, 'user.id') || tells(login, 'user.email')) ||
    'no login answer tells of the user',
  judge: (view) => {
    const logins = view.exchanges({ experiment: 'login-users', step: ['login', 'again'] }).filter(succeeded);
    const seen = new Map<string, string>();
    return logins.flatMap((exchange) => {
      const login = view.operation(exchange);
      const user = view.model.fixtures.users.get(String(exchange.detail['user']));
      if (login === undefined || user === undefined) return [];
      const wrong: string[] = [];
      const [email] = told(view.model, login, exchange, 'user.email');
      if (email !== undefined && !(exchange.request.body ?? '').includes(email))
        wrong.push('an e-mail that was not sent');
      const [id] = told(view.model, login, exchange, 'user.id');
      if (id !== undefined) {
        if ([...seen].some(([name, other]) => (name === user.name) !== (other === id)))
          wrong.push('an id that is not theirs alone');
        seen.set(user.name, id);
      }
      const roles = told(view.model, login, exchange, 'user.roles');
      const own = [...user.roles.values()].flat();
      if (roles.some((role) => !own.includes(role))) wrong.push(`roles ${roles.join(', ')}`);
      if (tells(login, 'user.id') && id === undefined) wrong.push('no id');
      return [
        finding(wrong.length === 0, {
          case: `${exchange.case} (${view.placeOf(exchange)})`,
          expected: `the id, e-mail and roles of ${user.name}`,
          observed: wrong.length === 0 ? 'theirs' : wrong.join('; '),
          evidence: [exchange.seq],
          grounds: groundsFor(view.model, login),
        }),
      ];
    });
  },
};

function tells(login: Operation, attribute: string): boolean {
  return login.responses.get(login.success)?.places.some((place) => place.attribute === attribute) === true;
}

function groundsFor(model: AuthModel, login: Operation) {
  const place = login.responses
    .get(login.success)
    ?.places.find(({ attribute }) => attribute === 'user.id' || attribute === 'user.email');
  return place === undefined ? [] : groundsOf(model, place);
}
