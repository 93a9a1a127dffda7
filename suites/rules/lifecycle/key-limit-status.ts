import { citationsOf } from '../../../spec/facts.ts';
import { finding, statusOf, statusText, succeeded } from '../../judging/findings.ts';
import { issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const keyLimitStatus: Rule = {
  id: 'key-limit-status',
  title: 'The refusal at the maximum has the declared status',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['CD-18', 'CD-21'],
  sources: ['RFC 9110 §15.5.10'],
  experiments: ['key-maximum'],
  rationale: 'An integrator must be able to tell "delete one first" from a malformed request.',
  falsePositives: 'Judged only where it was refused, by the citations of the declared answer.',
  applies: (model) =>
    someOrReason(
      issuedKinds(model).filter(({ count }) => Number.isFinite(count.max)),
      'no credential has a maximum number',
    ),
  judge: (view) =>
    view.exchanges({ experiment: 'key-maximum', step: 'beyond' }).flatMap((probe) => {
      const declared = view.operation(probe)?.refusals.get('maximum');
      if (declared === undefined || succeeded(probe) || statusOf(probe) === 0) return [];
      return [
        finding(statusOf(probe) === declared.status, {
          case: probe.case,
          expected: String(declared.status),
          observed: statusText(probe),
          evidence: [probe.seq],
          grounds: citationsOf(declared),
        }),
      ];
    }),
};
