import { acceptedAlike } from '../../judging/forms.ts';
import { pairAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const basicUtf8: Rule = {
  id: 'basic-utf8',
  title: 'Passwords beyond ASCII work in UTF-8',
  level: 'SHOULD',
  family: 'header-formats',
  statements: [],
  sources: ['RFC 7617 §2.1'],
  experiments: ['basic-passwords'],
  rationale: 'A server that decodes as Latin-1 refuses the right password.',
  falsePositives: 'Only where a password can be set over HTTP.',
  applies: (model) =>
    pairAnchor(model) !== undefined || 'no GET takes a password by Basic, or no operation changes one',
  judge: (view) =>
    view
      .exchanges({ experiment: 'basic-passwords', step: 'beyond-ascii' })
      .map((probe) => acceptedAlike(view, probe)),
};
