import { closedOn, finding, statusText, succeeded, unanswered } from '../../judging/findings.ts';
import { judgeForms } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const httpTraceDisabled: Rule = {
  id: 'http-trace-disabled',
  title: 'TRACE does not send the credential back',
  level: 'SHOULD',
  family: 'authentication',
  statements: [],
  sources: ['RFC 9110 §9.3.8', 'OWASP ASVS 5.0 13.4.4'],
  experiments: ['odd-methods'],
  rationale: 'TRACE echoes the request, credential included, to whoever can make a browser send it.',
  falsePositives: 'Any answer without an echo is fine.',
  applies: (model) => hasAnchor(model),
  judge: (view) =>
    judgeForms(
      view,
      { experiment: 'odd-methods', step: ['trace', 'trace-with-credential'] },
      (probe, { scheme }) => {
        const echo =
          succeeded(probe) &&
          (probe.response?.body ?? '').toLowerCase().includes(scheme.carrier.name.toLowerCase());
        const base = { case: probe.case, expected: 'no echo', evidence: [probe.seq] };
        const silence = unanswered(probe);
        if (silence !== undefined && !closedOn(probe))
          return { ...base, verdict: 'untestable', observed: silence };
        return finding(!echo, { ...base, observed: echo ? 'the request comes back' : statusText(probe) });
      },
    ),
};
