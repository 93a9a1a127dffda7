import { groundsOf } from '../../../spec/facts.ts';
import { judgeForms, refused } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const bearerQueryNotAccepted: Rule = {
  id: 'bearer-query-not-accepted',
  title: 'Bearer tokens in the query are not accepted',
  level: 'SHOULD',
  family: 'authentication',
  statements: ['RG-03', 'RT-11', 'UA-02', 'UA-32'],
  sources: ['RFC 6750 §2.3', 'RFC 9700 §4.3.2'],
  experiments: ['cross-channel'],
  rationale: 'URLs end up in logs, histories and Referer fields.',
  falsePositives: 'Query parameters that the document declares are not tried.',
  applies: (model) => hasAnchor(model, 'bearer'),
  judge: (view) =>
    judgeForms(view, { experiment: 'cross-channel', step: 'in-query', sorts: ['bearer'] }, (probe, anchor) =>
      refused(view, probe, { grounds: groundsOf(view.model, anchor.scheme, 'scheme', 'in', 'value') }),
    ),
};
