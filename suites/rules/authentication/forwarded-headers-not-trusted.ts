import { denial, finding, statusOf, statusText, succeeded } from '../../judging/findings.ts';
import { judgeForms } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const forwardedHeadersNotTrusted: Rule = {
  id: 'forwarded-headers-not-trusted',
  title: 'What a caller says of itself in gateway fields has no effect',
  level: 'MUST',
  family: 'authentication',
  statements: ['BZ-03'],
  sources: ['OWASP ASVS 5.0 4.1.3'],
  experiments: ['forwarded-identity'],
  rationale:
    'X-Forwarded-User and the like are set by a gateway in development and by anybody else in production.',
  falsePositives: 'With a good credential the answer must equal the one without the field.',
  applies: (model) => hasAnchor(model),
  judge: (view) =>
    judgeForms(
      view,
      { experiment: 'forwarded-identity', step: ['claimed-identity', 'claimed-other', 'claimed-path'] },
      (probe) => {
        if (probe.step === 'claimed-identity') return denial(view, probe, { statuses: [400, 401, 403] });
        if (probe.step === 'claimed-path')
          return denial(view, probe, { statuses: [400, 401, 403, 404, 405] });
        const control = view.controlOf(probe);
        const same =
          statusOf(probe) === statusOf(control) && probe.response?.body === control?.response?.body;
        const base = {
          case: probe.case,
          expected: 'the same answer as without the field',
          observed: same ? 'the same' : `another answer (${statusText(probe)})`,
          evidence: [control?.seq ?? probe.seq, probe.seq],
        };
        return succeeded(control) ? finding(same, base) : { ...base, verdict: 'untestable' };
      },
    ),
};
