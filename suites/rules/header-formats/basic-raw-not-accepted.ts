import { judgeForms, refused } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const basicRawNotAccepted: Rule = {
  id: 'basic-raw-not-accepted',
  title: 'Basic credentials that are not encoded do not authenticate',
  level: 'MUST',
  family: 'header-formats',
  statements: ['CD-05'],
  sources: ['RFC 7617 §2'],
  experiments: ['malformed-credentials'],
  rationale: 'A fallback to comparing the raw text is a second, undocumented way in.',
  falsePositives: 'None known.',
  applies: (model) => hasAnchor(model, 'basic'),
  judge: (view) =>
    judgeForms(view, { experiment: 'malformed-credentials', step: 'basic-raw', sorts: ['basic'] }, (probe) =>
      refused(view, probe),
    ),
};
