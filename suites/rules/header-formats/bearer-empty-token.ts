import { judgeForms, refused } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const bearerEmptyToken: Rule = {
  id: 'bearer-empty-token',
  title: 'An empty bearer token does not authenticate',
  level: 'MUST',
  family: 'header-formats',
  statements: ['UA-03'],
  sources: ['RFC 9110 §11.4'],
  experiments: ['malformed-credentials'],
  rationale: 'An empty text equals the empty token column of somebody.',
  falsePositives: 'None known: a token has at least one character.',
  applies: (model) => hasAnchor(model, 'bearer'),
  judge: (view) =>
    judgeForms(view, { experiment: 'malformed-credentials', step: 'empty', sorts: ['bearer'] }, (probe) =>
      refused(view, probe),
    ),
};
