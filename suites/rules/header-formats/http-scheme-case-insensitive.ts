import { acceptedAlike, judgeForms } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const httpSchemeCaseInsensitive: Rule = {
  id: 'http-scheme-case-insensitive',
  title: 'The authentication scheme may be written in any letter case',
  level: 'MUST',
  family: 'header-formats',
  statements: ['UA-04', 'CD-03'],
  sources: ['RFC 9110 §11.1'],
  experiments: ['malformed-credentials'],
  rationale: 'The scheme is a token without case: clients and proxies write bearer, Bearer and BEARER.',
  falsePositives: 'A document that insists on one spelling declares a departure.',
  applies: (model) => hasAnchor(model, 'bearer', 'basic'),
  judge: (view) =>
    judgeForms(
      view,
      { experiment: 'malformed-credentials', step: 'scheme-case', sorts: ['bearer', 'basic'] },
      (probe) => acceptedAlike(view, probe),
    ),
};
