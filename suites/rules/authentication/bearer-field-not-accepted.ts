import { groundsOf } from '../../../spec/facts.ts';
import { judgeForms, refused } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const bearerFieldNotAccepted: Rule = {
  id: 'bearer-field-not-accepted',
  title: 'Bearer tokens in other fields are not accepted',
  level: 'SHOULD',
  family: 'authentication',
  statements: ['RG-03', 'BZ-02', 'UA-02'],
  sources: ['RFC 6750 §2.1'],
  experiments: ['cross-channel'],
  rationale: 'Every further field is one more that proxies log and that nobody guards.',
  falsePositives: 'Fields that the document declares are tried as the scheme that they carry.',
  applies: (model) => hasAnchor(model, 'bearer'),
  judge: (view) =>
    judgeForms(view, { experiment: 'cross-channel', step: 'in-field', sorts: ['bearer'] }, (probe, anchor) =>
      refused(view, probe, { grounds: groundsOf(view.model, anchor.scheme, 'scheme', 'in', 'value') }),
    ),
};
