import { finding, statusText, succeeded, unanswered } from '../../judging/findings.ts';
import { plainIsRefused } from '../../judging/sweep.ts';
import { hasRestricted } from '../../lab/denied-pair.ts';
import type { Finding, Rule } from '../../rule.ts';

export const authzDecisionUniformAcrossEncodings: Rule = {
  id: 'authz-decision-uniform-across-encodings',
  title: 'A refusal holds whatever representation is asked for or sent',
  level: 'SHOULD',
  family: 'authorisation',
  statements: ['RG-20', 'RG-25'],
  sources: ['OWASP API5:2023'],
  experiments: ['decision-variants'],
  rationale: 'Another representation is often another handler, and that one forgot the guard.',
  falsePositives: '406, 415 and 400 are refusals too. Writes are read back.',
  applies: hasRestricted,
  judge: (view) =>
    view
      .exchanges({ experiment: 'decision-variants', step: ['encoding', 'media-type'] })
      .filter((probe) => plainIsRefused(view, probe))
      .map((probe): Finding => {
        const control = view.controlOf(probe);
        const [state] = view.readBacksOf(probe);
        const base = {
          case: probe.case,
          expected: 'refused, nothing written',
          observed: statusText(probe),
          evidence: [
            ...(control === undefined ? [] : [control.seq]),
            probe.seq,
            ...(state === undefined ? [] : [state.seq]),
          ],
        };
        if (!succeeded(control))
          return {
            ...base,
            verdict: 'untestable',
            observed: 'the plain call by a permitted credential did not succeed',
          };
        const written = (state?.response?.body ?? '').includes(String(probe.detail['marker'] ?? '∅'));
        const silence = written ? undefined : unanswered([probe, state]);
        if (silence !== undefined) return { ...base, verdict: 'untestable', observed: silence };
        return finding(
          !succeeded(probe) && !written,
          written ? { ...base, observed: `written, answered ${statusText(probe)}` } : base,
        );
      }),
};
