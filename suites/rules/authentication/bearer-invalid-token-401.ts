import { declaredRefusal } from '../../judging/declared-refusal.ts';
import { judgeForms } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const bearerInvalidToken401: Rule = {
  id: 'bearer-invalid-token-401',
  title: 'A bearer token that was never issued is answered with 401',
  level: 'MUST',
  family: 'authentication',
  statements: ['RG-02', 'RG-21', 'UA-01'],
  sources: ['RFC 6750 §3.1', 'RFC 9110 §15.5.2'],
  experiments: ['malformed-credentials'],
  rationale: 'A value that was never given out is not a credential, whatever it looks like.',
  falsePositives:
    'Exact status: the one that the document gives for this cause; any 4xx where it gives none. A malformed credential may be 400.',
  applies: (model) => hasAnchor(model, 'bearer'),
  judge: (view) =>
    judgeForms(view, { experiment: 'malformed-credentials', step: 'unknown', sorts: ['bearer'] }, (probe) =>
      declaredRefusal(view, probe, ['unknown']),
    ),
};
