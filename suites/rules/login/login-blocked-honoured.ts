import { citationsOf } from '../../../spec/facts.ts';
import { denial } from '../../judging/findings.ts';
import { hasPasswordLogin } from '../../lab/logins.ts';
import type { Rule } from '../../rule.ts';
import { holdsToken, refusalGrounds, statusesOf } from './login-facts.ts';

export const loginBlockedHonoured: Rule = {
  id: 'login-blocked-honoured',
  title: 'A user who may not sign in with a password gets no token, even with the right one',
  level: 'MUST',
  family: 'login',
  statements: ['BZ-32'],
  sources: ['OWASP API2:2023'],
  experiments: ['login-users'],
  rationale: 'A company that demands single sign-on is bypassed if the API still takes passwords.',
  falsePositives: 'Counts only if another user could log in by the same operation.',
  applies: (model) => {
    if (hasPasswordLogin(model) !== true) return hasPasswordLogin(model);
    return (
      [...model.fixtures.users.values()].some(
        (user) => user.login !== 'any' && !user.login.includes('password'),
      ) || 'every user may sign in with a password'
    );
  },
  judge: (view) =>
    view.exchanges({ experiment: 'login-users', step: 'blocked' }).map((probe) => {
      const login = view.operation(probe);
      const user = view.model.fixtures.users.get(String(probe.detail['user']));
      const own = user === undefined ? [] : citationsOf(user, 'login');
      return denial(view, probe, {
        statuses: statusesOf(login, 'login-blocked', 'wrong-login'),
        grounds: own.length > 0 ? own : refusalGrounds(view.model, login, 'login-blocked'),
        also: (exchange) => (holdsToken(exchange) ? 'refused, but the body holds a token' : undefined),
      });
    }),
};
