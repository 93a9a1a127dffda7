import { answeredFinding, denial, statusOf, statusText, succeeded } from '../../judging/findings.ts';
import { judgeForms } from '../../judging/forms.ts';
import { normalBody } from '../../judging/normal-body.ts';
import type { View } from '../../judging/view.ts';
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
  falsePositives:
    'With a good credential the answer must equal the one without the field, request ids, times and quotas aside. Nothing is said where every answer differs from every other.',
  applies: (model) => hasAnchor(model),
  judge: (view) =>
    judgeForms(
      view,
      { experiment: 'forwarded-identity', step: ['claimed-identity', 'claimed-other', 'claimed-path'] },
      (probe, { scheme }) => {
        if (probe.step === 'claimed-identity') return denial(view, probe, { statuses: [400, 401, 403] });
        if (probe.step === 'claimed-path')
          return denial(view, probe, { statuses: [400, 401, 403, 404, 405] });
        const control = view.controlOf(probe);
        const same =
          statusOf(probe) === statusOf(control) &&
          normalBody(probe.response?.body, 'data') === normalBody(control?.response?.body, 'data');
        const base = {
          case: probe.case,
          expected: 'the same answer as without the field',
          observed: same ? 'the same' : `another answer (${statusText(probe)})`,
          evidence: [control?.seq ?? probe.seq, probe.seq],
        };
        if (!succeeded(control)) return { ...base, verdict: 'untestable' };
        if (succeeded(probe) && isEverNew(view, scheme.name))
          return { ...base, verdict: 'untestable', observed: 'no two answers are alike, whatever is sent' };
        return answeredFinding(probe, same, base);
      },
    ),
};

/** Do the answers differ all among themselves? Then it is not the fields that make the difference. */
function isEverNew(view: View, scheme: string): boolean {
  const bodies = view
    .exchanges({ experiment: 'forwarded-identity', step: ['control', 'claimed-other'] })
    .filter((one) => succeeded(one) && (one.case === scheme || one.case.startsWith(`${scheme}: `)))
    .map(({ response }) => normalBody(response?.body, 'data'));
  return bodies.length > 3 && new Set(bodies).size === bodies.length;
}
