import { groundsOf } from '../../../spec/facts.ts';
import { judgeForms, refused } from '../../judging/forms.ts';
import { otherSchemes } from '../../predict/channels.ts';
import type { Rule } from '../../rule.ts';

export const apikeyCrossChannel: Rule = {
  id: 'apikey-cross-channel',
  title: 'A credential is not accepted in the place of another kind',
  level: 'SHOULD',
  family: 'authentication',
  statements: ['RT-01', 'RT-07', 'RT-11', 'BZ-02', 'CD-06'],
  sources: ['OWASP ASVS 5.0 9.2.2'],
  experiments: ['cross-channel'],
  rationale: 'One look-up for all kinds lets a key pass for a token, with whatever rights that gives.',
  falsePositives: 'Schemes that carry the same kind of credential are not crossed.',
  applies: (model) =>
    [...model.schemes.values()].some((scheme) => otherSchemes(model, scheme).length > 0) ||
    'no two kinds of credential travel in different ways',
  judge: (view) =>
    judgeForms(view, { experiment: 'cross-channel', step: 'other-scheme' }, (probe, anchor) =>
      refused(view, probe, { grounds: groundsOf(view.model, anchor.scheme, 'scheme', 'in', 'value') }),
    ),
};
