import { groundsOf } from '../../../spec/facts.ts';
import { judgeForms, refused } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const bearerCookieNotAccepted: Rule = {
  id: 'bearer-cookie-not-accepted',
  title: 'Bearer tokens in a cookie are not accepted',
  level: 'SHOULD',
  family: 'authentication',
  statements: ['RG-03', 'RT-01', 'UA-02'],
  sources: ['OWASP API2:2023'],
  experiments: ['cross-channel'],
  rationale: 'A cookie is sent by the browser on its own: with it comes cross-site request forgery.',
  falsePositives: 'Cookies that the document declares are not tried.',
  applies: (model) => hasAnchor(model, 'bearer'),
  judge: (view) =>
    judgeForms(view, { experiment: 'cross-channel', step: 'in-cookie', sorts: ['bearer'] }, (probe, anchor) =>
      refused(view, probe, { grounds: groundsOf(view.model, anchor.scheme, 'scheme', 'in', 'value') }),
    ),
};
