import { judgeForms, refused } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const bearerWrongSchemeRejected: Rule = {
  id: 'bearer-wrong-scheme-rejected',
  title: 'A bearer token under another scheme, or none, does not authenticate',
  level: 'MUST',
  family: 'header-formats',
  statements: ['RG-03', 'UA-03', 'RT-11'],
  sources: ['RFC 9110 §11.1'],
  experiments: ['malformed-credentials'],
  rationale: 'A server that takes the last word of the field ignores what the client says it is.',
  falsePositives: 'Other words that the document declares for this kind of credential are not tried.',
  applies: (model) => hasAnchor(model, 'bearer'),
  judge: (view) =>
    judgeForms(
      view,
      { experiment: 'malformed-credentials', step: 'wrong-scheme', sorts: ['bearer'] },
      (probe) => refused(view, probe),
    ),
};
