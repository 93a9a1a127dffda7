import { finding, statusOf, statusText, succeeded } from '../../judging/findings.ts';
import { plainIsRefused } from '../../judging/sweep.ts';
import { hasRestricted } from '../../lab/denied-pair.ts';
import type { Finding, Rule } from '../../rule.ts';

export const authzPathSpellingsUniform: Rule = {
  id: 'authz-path-spellings-uniform',
  title: 'Another spelling of a path does not get around its guard',
  level: 'MUST',
  family: 'authorisation',
  statements: ['RG-20', 'RG-25'],
  sources: ['OWASP API5:2023', 'CWE-41', 'CWE-22'],
  experiments: ['decision-variants'],
  rationale: 'A guard that compares text, in front of a router that normalises, guards one spelling only.',
  falsePositives:
    'Sent over a raw socket, since clients normalise. Any answer but 2xx is closed. A redirect and a not-found are fine, and so is the answer of a root page to a header field that is ignored.',
  applies: hasRestricted,
  judge: (view) =>
    view
      .exchanges({ experiment: 'decision-variants', step: ['path-variant', 'rewrite-header'] })
      .filter((probe) => plainIsRefused(view, probe))
      .map((probe): Finding => {
        const control = view.controlOf(probe);
        const base = {
          case: probe.case,
          expected: 'not served',
          observed: statusText(probe),
          evidence: [...(control === undefined ? [] : [control.seq]), probe.seq],
        };
        if (!succeeded(control))
          return {
            ...base,
            verdict: 'untestable',
            observed: 'the plain call by a permitted credential did not succeed',
          };
        if (statusOf(probe) === 0)
          return { ...base, verdict: probe.failure?.kind === 'timeout' ? 'untestable' : 'holds' };
        const served =
          succeeded(probe) &&
          (probe.step === 'path-variant' ||
            !probe.request.url.endsWith('/') ||
            probe.response?.body === control?.response?.body);
        return finding(!served, base);
      }),
};
