import { judgeForms, refused } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const credentialEmptyRefused: Rule = {
  id: 'credential-empty-refused',
  title: 'An empty key or empty Basic credentials do not authenticate',
  level: 'MUST',
  family: 'header-formats',
  statements: ['RT-05'],
  sources: ['OWASP API2:2023'],
  experiments: ['malformed-credentials'],
  rationale: 'A test for presence only lets an empty value through.',
  falsePositives: 'None known.',
  applies: (model) => hasAnchor(model, 'key', 'basic'),
  judge: (view) =>
    judgeForms(
      view,
      { experiment: 'malformed-credentials', step: 'empty', sorts: ['key', 'basic'] },
      (probe) => refused(view, probe),
    ),
};
