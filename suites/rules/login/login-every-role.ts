import { citationsOf } from '../../../spec/facts.ts';
import { acceptance } from '../../judging/findings.ts';
import { hasPasswordLogin } from '../../lab/logins.ts';
import type { Rule } from '../../rule.ts';

export const loginEveryRole: Rule = {
  id: 'login-every-role',
  title: 'Every user who may sign in gets a working credential, whatever the role or tenant',
  level: 'MUST',
  family: 'login',
  statements: ['RT-20', 'RT-29', 'BZ-01', 'BZ-05', 'BZ-09', 'BZ-11', 'BZ-12', 'BZ-48'],
  sources: [],
  experiments: ['login-users'],
  rationale:
    'A role gate, a plan check or an enabling step in front of the login keeps out users whom the document lets in.',
  falsePositives:
    'Users whose fixture says that they sign in otherwise are not asked. What the credential may do is tried on a read that its roles allow.',
  applies: hasPasswordLogin,
  judge: (view) =>
    view.exchanges({ experiment: 'login-users', step: ['login', 'use'] }).map((probe) => {
      const operation = view.operation(probe);
      const label = probe.step === 'login' ? probe.case : `${probe.case}: the credential used`;
      return acceptance(probe, {
        case: label,
        grounds: operation === undefined || probe.step !== 'login' ? [] : citationsOf(operation),
      });
    }),
};
