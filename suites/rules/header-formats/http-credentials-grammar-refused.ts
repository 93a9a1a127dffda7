import { judgeForms, refused } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const httpCredentialsGrammarRefused: Rule = {
  id: 'http-credentials-grammar-refused',
  title: 'Credentials with punctuation, quotes or more text do not authenticate',
  level: 'MUST',
  family: 'header-formats',
  statements: ['UA-03'],
  sources: ['RFC 9110 §11.4', 'RFC 6750 §2.1'],
  experiments: ['malformed-credentials'],
  rationale:
    'Anything but scheme, blank and one credential is malformed; a loose regular expression finds the credential in it.',
  falsePositives: 'Blanks and letter case, which the grammar allows, are other rules.',
  applies: (model) => hasAnchor(model, 'bearer', 'basic'),
  judge: (view) =>
    judgeForms(
      view,
      { experiment: 'malformed-credentials', step: 'punctuated', sorts: ['bearer', 'basic'] },
      (probe) => refused(view, probe),
    ),
};
