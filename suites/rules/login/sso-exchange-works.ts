import { citationsOf } from '../../../spec/facts.ts';
import { acceptance } from '../../judging/findings.ts';
import { takesAssertions } from '../../lab/logins.ts';
import type { Rule } from '../../rule.ts';

export const ssoExchangeWorks: Rule = {
  id: 'sso-exchange-works',
  title: 'A good assertion of every named provider is exchanged for a working credential',
  level: 'MUST',
  family: 'login',
  statements: ['BZ-07', 'BZ-08'],
  sources: [],
  experiments: ['sso'],
  rationale: 'Users without a password have no other way in.',
  falsePositives: 'Needs a target that makes assertions for tests.',
  applies: takesAssertions,
  judge: (view) =>
    view.exchanges({ experiment: 'sso', step: ['good', 'use'] }).map((probe) => {
      const operation = view.operation(probe);
      const label = probe.step === 'good' ? probe.case : `${probe.case}: the credential used`;
      return acceptance(probe, {
        case: label,
        grounds: operation === undefined || probe.step !== 'good' ? [] : citationsOf(operation),
      });
    }),
};
