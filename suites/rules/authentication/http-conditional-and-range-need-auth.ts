import { denial } from '../../judging/findings.ts';
import { judgeForms } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const httpConditionalAndRangeNeedAuth: Rule = {
  id: 'http-conditional-and-range-need-auth',
  title: 'Conditional and range requests need credentials like any other',
  level: 'SHOULD',
  family: 'authentication',
  statements: ['CD-02'],
  sources: ['RFC 9110 §13', 'RFC 9110 §14', 'RFC 9111 §4.3'],
  experiments: ['conditional-requests'],
  rationale:
    'A validator that is compared before authentication confirms content to strangers: 304 says unchanged.',
  falsePositives: 'The validators come from an answer to a good credential.',
  applies: (model) => hasAnchor(model),
  judge: (view) =>
    judgeForms(view, { experiment: 'conditional-requests', step: 'without-credential' }, (probe) =>
      denial(view, probe, {
        statuses: [401, 403, view.operation(probe)?.refusals.get('no-credential')?.status ?? 401],
        expected: 'refused, neither 304 nor 206',
      }),
    ),
};
