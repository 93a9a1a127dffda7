import { judgeForms, refused } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const httpDuplicateAuthorization: Rule = {
  id: 'http-duplicate-authorization',
  title: 'A repeated Authorization field does not authenticate',
  level: 'SHOULD',
  family: 'header-formats',
  statements: ['UA-03'],
  sources: ['RFC 9110 §5.3', 'RFC 6750 §3.1'],
  experiments: ['malformed-credentials'],
  rationale:
    'Which of two lines counts is a matter of taste: a proxy and the server behind it may choose differently.',
  falsePositives: 'The same credential twice is reported and not judged.',
  applies: (model) => hasAnchor(model, 'bearer', 'basic'),
  judge: (view) =>
    judgeForms(
      view,
      { experiment: 'malformed-credentials', step: 'duplicate-lines', sorts: ['bearer', 'basic'] },
      (probe) => {
        const found = refused(view, probe);
        return probe.case.endsWith('the same twice') && found.verdict === 'violated'
          ? { ...found, verdict: 'noted' }
          : found;
      },
    ),
};
