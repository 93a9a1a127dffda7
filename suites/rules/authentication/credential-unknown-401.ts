import { denial } from '../../judging/findings.ts';
import { judgeForms } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const credentialUnknown401: Rule = {
  id: 'credential-unknown-401',
  title: 'A key or password that was never given out is answered with 401',
  level: 'MUST',
  family: 'authentication',
  statements: ['RT-05', 'CD-01', 'CD-02'],
  sources: ['RFC 9110 §15.5.2'],
  experiments: ['malformed-credentials'],
  rationale: 'A value that was never given out is not a credential, whatever it looks like.',
  falsePositives:
    'Exact status: the one that the document gives for this cause. A malformed credential may be 400.',
  applies: (model) => hasAnchor(model, 'key', 'basic'),
  judge: (view) =>
    judgeForms(
      view,
      { experiment: 'malformed-credentials', step: 'unknown', sorts: ['key', 'basic'] },
      (probe) => {
        const refusal = view.operation(probe)?.refusals.get('unknown');
        return denial(view, probe, {
          statuses: [refusal?.status ?? 401],
          grounds: Object.values(refusal?.facts ?? {}).flat(),
        });
      },
    ),
};
