import { closedOn, finding, statusOf, statusText, succeeded, unanswered } from '../../judging/findings.ts';
import { judgeForms } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const authzPathVariants: Rule = {
  id: 'authz-path-variants',
  title: 'Other spellings of a protected path are guarded too',
  level: 'MUST',
  family: 'authentication',
  statements: ['RG-01', 'CD-02'],
  sources: ['OWASP API5:2023', 'CWE-41'],
  experiments: ['path-variants'],
  rationale: 'A guard that compares prefixes and a router that normalises disagree on what the path is.',
  falsePositives: 'Sent over a raw socket. 404, 400 and redirects to the usual spelling are fine.',
  applies: (model) => hasAnchor(model),
  judge: (view) =>
    judgeForms(
      view,
      { experiment: 'path-variants', step: ['without-credential', 'behind-public'] },
      (probe) => {
        const status = statusOf(probe);
        const base = {
          case: probe.case,
          expected: 'no 2xx',
          observed: statusText(probe),
          evidence: [...(probe.control === undefined ? [] : [probe.control]), probe.seq],
        };
        if (!succeeded(view.controlOf(probe)))
          return { ...base, verdict: 'untestable', observed: 'the positive control did not succeed' };
        const silence = unanswered(probe);
        if (silence !== undefined && !closedOn(probe))
          return { ...base, verdict: 'untestable', observed: silence };
        return finding(!succeeded(probe) && status < 500, base);
      },
    ),
};
