import { judgeForms, refused } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const credentialJunkRefused: Rule = {
  id: 'credential-junk-refused',
  title: 'Literal junk in place of a key or of Basic credentials does not authenticate',
  level: 'MUST',
  family: 'header-formats',
  statements: ['CD-01'],
  sources: ['OWASP API2:2023'],
  experiments: ['malformed-credentials'],
  rationale:
    'null and undefined come from broken clients; * and OR 1=1 match in broken queries; test and admin in forgotten back doors.',
  falsePositives: 'None known.',
  applies: (model) => hasAnchor(model, 'key', 'basic'),
  judge: (view) =>
    judgeForms(
      view,
      { experiment: 'malformed-credentials', step: 'junk', sorts: ['key', 'basic'] },
      (probe) => refused(view, probe),
    ),
};
