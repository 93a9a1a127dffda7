import { groundsOf } from '../../../spec/facts.ts';
import { judgeForms, refused } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const httpProxyAuthorizationNotAccepted: Rule = {
  id: 'http-proxy-authorization-not-accepted',
  title: 'Credentials in Proxy-Authorization are not accepted',
  level: 'SHOULD',
  family: 'authentication',
  statements: ['UA-02'],
  sources: ['RFC 9110 §11.7.2'],
  experiments: ['cross-channel'],
  rationale: 'The field is for the proxy; a server that reads it takes what was not meant for it.',
  falsePositives: 'A real proxy on the way may answer 407.',
  applies: (model) => hasAnchor(model),
  judge: (view) =>
    judgeForms(view, { experiment: 'cross-channel', step: 'in-proxy-field' }, (probe, anchor) =>
      refused(view, probe, { grounds: groundsOf(view.model, anchor.scheme, 'scheme', 'in', 'value') }),
    ),
};
