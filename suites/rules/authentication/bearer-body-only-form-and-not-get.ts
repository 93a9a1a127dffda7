import { judgeForms, refused } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const bearerBodyOnlyFormAndNotGet: Rule = {
  id: 'bearer-body-only-form-and-not-get',
  title: 'Bearer tokens in the body of a GET are not accepted',
  level: 'MUST',
  family: 'authentication',
  statements: ['UA-02'],
  sources: ['RFC 6750 §2.2'],
  experiments: ['cross-channel'],
  rationale: 'A body parser that merges everything into one bag of parameters finds tokens anywhere.',
  falsePositives: 'Form-encoded bodies of other methods, which RFC 6750 allows, are not tried.',
  applies: (model) => hasAnchor(model, 'bearer'),
  judge: (view) =>
    judgeForms(view, { experiment: 'cross-channel', step: 'in-body', sorts: ['bearer'] }, (probe) =>
      refused(view, probe),
    ),
};
