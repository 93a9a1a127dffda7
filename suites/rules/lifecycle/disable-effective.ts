import { citationsOf } from '../../../spec/facts.ts';
import { canSet } from '../../experiments/switch-off.ts';
import { allAccepted, allRefused, endedBefore } from '../../judging/lifecycle.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const disableEffective: Rule = {
  id: 'disable-effective',
  title: 'A disabled credential is refused',
  level: 'MUST',
  family: 'lifecycle',
  statements: [],
  sources: ['OWASP ASVS 7.4.1'],
  experiments: ['switch-off', 'ended-credentials'],
  rationale: 'A switch that does nothing is worse than none.',
  falsePositives: 'The credential worked right before; its sibling goes on working.',
  applies: (model) =>
    someOrReason(
      model.operations.filter((operation) => canSet(operation, false)),
      'no operation disables a credential',
    ),
  judge: (view) => [
    ...allRefused(view, 'switch-off', ['switched-off'], 'disabled', (probe) =>
      citationsOf(view.model.operations.find(({ key }) => key === probe.case) ?? { facts: {} }),
    ),
    ...allAccepted(view, 'switch-off', ['sibling-of-switched-off'], () => []).map((one) => ({
      ...one,
      case: `${one.case}, sibling`,
    })),
    ...endedBefore(view, 'disabled', 'enabled'),
  ],
};
