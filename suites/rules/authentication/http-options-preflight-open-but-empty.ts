import { answeredFinding, statusText, succeeded } from '../../judging/findings.ts';
import { judgeForms } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const httpOptionsPreflightOpenButEmpty: Rule = {
  id: 'http-options-preflight-open-but-empty',
  title: 'OPTIONS without credentials gives no data',
  level: 'SHOULD',
  family: 'authentication',
  statements: [],
  sources: ['RFC 9110 §9.3.7', 'Fetch §3.2.2'],
  experiments: ['odd-methods'],
  rationale: 'A preflight has no credentials and must be answered, but with methods and headers only.',
  falsePositives:
    'An Allow list as text is no data: only bodies of JSON arrays or objects with the content of the GET count.',
  applies: (model) => hasAnchor(model),
  judge: (view) =>
    judgeForms(view, { experiment: 'odd-methods', step: 'options' }, (probe) => {
      const control = view.controlOf(probe);
      const body = probe.response?.body ?? '';
      const data = succeeded(probe) && body !== '' && body === control?.response?.body;
      if (!succeeded(control))
        return {
          case: probe.case,
          verdict: 'untestable',
          expected: 'no data',
          observed: `the GET to compare with did not succeed (${statusText(control)})`,
          evidence: [...(control === undefined ? [] : [control.seq]), probe.seq],
        };
      return answeredFinding(probe, !data, {
        case: probe.case,
        expected: 'no data',
        observed: data ? 'the data of the GET' : statusText(probe),
        evidence: [probe.seq],
      });
    }),
};
