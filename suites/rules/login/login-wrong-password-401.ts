import { denial } from '../../judging/findings.ts';
import { hasPasswordLogin } from '../../lab/logins.ts';
import type { Rule } from '../../rule.ts';
import { holdsToken, refusalGrounds, statusesOf } from './login-facts.ts';

export const loginWrongPassword401: Rule = {
  id: 'login-wrong-password-401',
  title: 'A login with a wrong pair is refused as documented and gives no token',
  level: 'MUST',
  family: 'login',
  statements: ['RT-21', 'RT-23', 'BZ-06', 'BZ-48'],
  sources: ['RFC 9110 §11.4', 'OWASP API2:2023'],
  experiments: ['login-attempts'],
  rationale:
    'A 200 with an error inside reads as success to every client that looks at the status; a token for a wrong password is no login at all.',
  falsePositives:
    'The status is the one that the document names for a wrong login (400 invalid_grant is fine where declared). Counts only beside a right pair that worked.',
  applies: hasPasswordLogin,
  judge: (view) =>
    view.exchanges({ experiment: 'login-attempts', step: 'wrong' }).map((probe) => {
      const login = view.operation(probe);
      return denial(view, probe, {
        statuses: statusesOf(login, 'wrong-login'),
        grounds: refusalGrounds(view.model, login, 'wrong-login'),
        also: (exchange) => (holdsToken(exchange) ? 'refused, but the body holds a token' : undefined),
      });
    }),
};
