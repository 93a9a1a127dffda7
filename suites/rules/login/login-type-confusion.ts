import { denial } from '../../judging/findings.ts';
import { hasPasswordLogin } from '../../lab/logins.ts';
import type { Rule } from '../../rule.ts';
import { holdsToken, refusalGrounds, statusesOf } from './login-facts.ts';

export const loginTypeConfusion: Rule = {
  id: 'login-type-confusion',
  title: 'A login field that is missing, of another type or a query operator never logs in',
  level: 'MUST',
  family: 'login',
  statements: ['RT-21', 'BZ-06'],
  sources: ['ASVS 2.2.1', 'OWASP API2:2023', 'CWE-943'],
  experiments: ['login-attempts'],
  rationale:
    'Loose comparison takes true or [] for a password, a document store takes {"$ne": null} for a query.',
  falsePositives: '400, 401, 413 and 422 all refuse. A 5xx is a fault too: the input was not checked.',
  applies: hasPasswordLogin,
  judge: (view) =>
    view.exchanges({ experiment: 'login-attempts', step: 'confused' }).map((probe) => {
      const login = view.operation(probe);
      const statuses = [
        ...statusesOf(login, 'wrong-login', 'malformed-body', 'invalid-request'),
        400,
        401,
        413,
        422,
      ];
      return denial(view, probe, {
        statuses: [...new Set(statuses)],
        expected: 'refused with 400, 401, 413 or 422',
        grounds: refusalGrounds(view.model, login, 'wrong-login'),
        also: (exchange) => (holdsToken(exchange) ? 'refused, but the body holds a token' : undefined),
      });
    }),
};
