import { judgeForms, refused } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const basicWrongSchemeRejected: Rule = {
  id: 'basic-wrong-scheme-rejected',
  title: 'Basic credentials under another scheme, or none, do not authenticate',
  level: 'MUST',
  family: 'header-formats',
  statements: ['CD-06'],
  sources: ['RFC 9110 §11.1', 'RFC 7617 §2'],
  experiments: ['malformed-credentials'],
  rationale: 'A server that takes the last word of the field ignores what the client says it is.',
  falsePositives: 'Other words that the document declares for this kind of credential are not tried.',
  applies: (model) => hasAnchor(model, 'basic'),
  judge: (view) =>
    judgeForms(
      view,
      { experiment: 'malformed-credentials', step: 'wrong-scheme', sorts: ['basic'] },
      (probe) => refused(view, probe),
    ),
};
