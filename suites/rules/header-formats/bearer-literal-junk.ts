import { judgeForms, refused } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const bearerLiteralJunk: Rule = {
  id: 'bearer-literal-junk',
  title: 'Literal junk in place of a bearer token does not authenticate',
  level: 'MUST',
  family: 'header-formats',
  statements: ['RG-02'],
  sources: ['OWASP API2:2023'],
  experiments: ['malformed-credentials'],
  rationale:
    'null and undefined come from broken clients; * and OR 1=1 match in broken queries; test and admin in forgotten back doors.',
  falsePositives: 'None known.',
  applies: (model) => hasAnchor(model, 'bearer'),
  judge: (view) =>
    judgeForms(view, { experiment: 'malformed-credentials', step: 'junk', sorts: ['bearer'] }, (probe) =>
      refused(view, probe),
    ),
};
