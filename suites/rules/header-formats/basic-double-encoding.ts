import { judgeForms, refused } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const basicDoubleEncoding: Rule = {
  id: 'basic-double-encoding',
  title: 'Basic credentials that are encoded twice do not authenticate',
  level: 'MUST',
  family: 'header-formats',
  statements: ['CD-07'],
  sources: ['RFC 7617 §2'],
  experiments: ['malformed-credentials'],
  rationale: 'A loop that decodes as long as it can accepts what nobody documented.',
  falsePositives: 'None known.',
  applies: (model) => hasAnchor(model, 'basic'),
  judge: (view) =>
    judgeForms(
      view,
      { experiment: 'malformed-credentials', step: 'basic-double', sorts: ['basic'] },
      (probe) => refused(view, probe),
    ),
};
