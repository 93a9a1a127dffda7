import { citationsOf } from '../../../spec/facts.ts';
import { acceptance } from '../../judging/findings.ts';
import { hasPasswordLogin } from '../../lab/logins.ts';
import type { Rule } from '../../rule.ts';

export const loginRepeatable: Rule = {
  id: 'login-repeatable',
  title: 'Logging in again gives a working credential every time',
  level: 'MUST',
  family: 'login',
  statements: ['BZ-43'],
  sources: [],
  experiments: ['login-users'],
  rationale:
    'Clients that lost a token log in again; a second login that fails or answers with a dead token locks them out.',
  falsePositives: 'Whether earlier credentials live on is not judged here.',
  applies: hasPasswordLogin,
  judge: (view) =>
    view.exchanges({ experiment: 'login-users', step: ['again', 'use-again'] }).map((probe) => {
      const operation = view.operation(probe);
      const label = probe.step === 'again' ? probe.case : `${probe.case}: the credential used`;
      return acceptance(probe, {
        case: label,
        grounds: operation === undefined || probe.step !== 'again' ? [] : citationsOf(operation),
      });
    }),
};
