import { closedOn, finding, statusOf, statusText, succeeded, unanswered } from '../../judging/findings.ts';
import { judgeForms } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const httpUnknownMethod: Rule = {
  id: 'http-unknown-method',
  title: 'Unknown methods do not reach protected data',
  level: 'MUST',
  family: 'authentication',
  statements: ['CD-02', 'RG-23'],
  sources: ['RFC 9110 §9.1', 'OWASP ASVS 5.0 4.1.4'],
  experiments: ['odd-methods'],
  rationale: 'An unknown method may fall through to a catch-all handler that has no guard.',
  falsePositives: 'A closed connection is a refusal; HTTP parsers refuse most of these themselves.',
  applies: (model) => hasAnchor(model),
  judge: (view) =>
    judgeForms(view, { experiment: 'odd-methods', step: 'unknown-method' }, (probe) => {
      const found = {
        case: probe.case,
        expected: 'no 2xx',
        observed: statusText(probe),
        evidence: [probe.seq],
      };
      const silence = unanswered(probe);
      if (silence !== undefined && !closedOn(probe))
        return { ...found, verdict: 'untestable', observed: silence };
      return finding((!succeeded(probe) && statusOf(probe) < 500) || statusOf(probe) === 501, found);
    }),
};
