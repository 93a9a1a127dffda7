import { acceptedAlike, refused } from '../../judging/forms.ts';
import { pairAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const basicFirstColonSplit: Rule = {
  id: 'basic-first-colon-split',
  title: 'Basic credentials are split at the first colon',
  level: 'MUST',
  family: 'header-formats',
  statements: [],
  sources: ['RFC 7617 §2'],
  experiments: ['basic-passwords'],
  rationale: 'A password may hold colons, a user name may not. A split at every colon cuts the password.',
  falsePositives: 'Only where a password can be set over HTTP.',
  applies: (model) =>
    pairAnchor(model) !== undefined || 'no GET takes a password by Basic, or no operation changes one',
  judge: (view) => [
    ...view
      .exchanges({ experiment: 'basic-passwords', step: 'with-colon' })
      .map((probe) => acceptedAlike(view, probe)),
    ...view
      .exchanges({ experiment: 'basic-passwords', step: 'cut-at-colon' })
      .map((probe) => refused(view, probe)),
  ],
};
