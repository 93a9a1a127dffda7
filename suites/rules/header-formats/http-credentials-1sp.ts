import { acceptedAlike, judgeForms } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const httpCredentials1sp: Rule = {
  id: 'http-credentials-1sp',
  title: 'More than one space between scheme and credentials is accepted',
  level: 'SHOULD',
  family: 'header-formats',
  statements: [],
  sources: ['RFC 9110 §11.4'],
  experiments: ['malformed-credentials'],
  rationale: 'The grammar is scheme 1*SP credentials: a single split at a space reads an empty token.',
  falsePositives: 'Many sound servers refuse it, so the rule only warns.',
  applies: (model) => hasAnchor(model, 'bearer', 'basic'),
  judge: (view) =>
    judgeForms(
      view,
      { experiment: 'malformed-credentials', step: 'two-spaces', sorts: ['bearer', 'basic'] },
      (probe) => acceptedAlike(view, probe),
    ),
};
