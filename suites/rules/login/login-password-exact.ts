import { denial } from '../../judging/findings.ts';
import { hasPasswordLogin } from '../../lab/logins.ts';
import type { Rule } from '../../rule.ts';
import { refusalGrounds, statusesOf } from './login-facts.ts';

export const loginPasswordExact: Rule = {
  id: 'login-password-exact',
  title: 'The password is compared exactly: no trimming, folding or cutting',
  level: 'MUST',
  family: 'login',
  statements: ['RT-21', 'BZ-06'],
  sources: ['ASVS 6.2.8', 'ASVS 6.2.9'],
  experiments: ['login-attempts'],
  rationale: 'Every transformation before the comparison makes many passwords right where one should be.',
  falsePositives: 'Cutting after 72 bytes (bcrypt) is tried only if some fixture user has a longer password.',
  applies: hasPasswordLogin,
  judge: (view) =>
    view.exchanges({ experiment: 'login-attempts', step: 'inexact' }).map((probe) => {
      const login = view.operation(probe);
      return denial(view, probe, {
        statuses: [
          ...new Set([...statusesOf(login, 'wrong-login', 'invalid-request', 'malformed-body'), 400, 422]),
        ],
        expected: 'refused: it is not the password',
        grounds: refusalGrounds(view.model, login, 'wrong-login'),
      });
    }),
};
