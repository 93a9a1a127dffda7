import { answeredFinding, statusOf, statusText, succeeded } from '../../judging/findings.ts';
import { judgeForms } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const authzMethodTamper: Rule = {
  id: 'authz-method-tamper',
  title: 'Fields that name another method change nothing',
  level: 'MUST',
  family: 'authentication',
  statements: ['RG-23'],
  sources: ['OWASP API5:2023'],
  experiments: ['changing-methods'],
  rationale: 'An override that is applied after the guard turns an allowed GET into a forbidden write.',
  falsePositives: 'Compared with the same GET without the field.',
  applies: (model) => hasAnchor(model),
  judge: (view) =>
    judgeForms(view, { experiment: 'changing-methods', step: 'override' }, (probe) => {
      const control = view.controlOf(probe);
      const base = {
        case: probe.case,
        expected: `${statusText(control)}, as without the field`,
        observed: statusText(probe),
        evidence: [...(control === undefined ? [] : [control.seq]), probe.seq],
      };
      return succeeded(control)
        ? answeredFinding(probe, statusOf(probe) === statusOf(control), base)
        : { ...base, verdict: 'untestable' };
    }),
};
