import { judgeForms, refused } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const basicControlChars: Rule = {
  id: 'basic-control-chars',
  title: 'Control characters in decoded Basic credentials do not authenticate',
  level: 'SHOULD',
  family: 'header-formats',
  statements: [],
  sources: ['RFC 7617 §2'],
  experiments: ['malformed-credentials'],
  rationale: 'A value that is trimmed after decoding has many spellings.',
  falsePositives: 'A newline from a shell pipe is a common client mistake, so the rule only warns.',
  applies: (model) => hasAnchor(model, 'basic'),
  judge: (view) =>
    judgeForms(
      view,
      { experiment: 'malformed-credentials', step: 'basic-control', sorts: ['basic'] },
      (probe) => refused(view, probe),
    ),
};
