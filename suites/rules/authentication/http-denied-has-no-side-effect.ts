import { succeeded, unanswered } from '../../judging/findings.ts';
import { markableProperty } from '../../lab/marked-body.ts';
import { isProtected } from '../../predict/anchors.ts';
import type { Finding, Rule } from '../../rule.ts';

export const httpDeniedHasNoSideEffect: Rule = {
  id: 'http-denied-has-no-side-effect',
  title: 'A write without credentials has no effect',
  level: 'MUST',
  family: 'authentication',
  statements: ['RG-22', 'BZ-04', 'CD-02'],
  sources: ['RFC 9110 §15.5.2'],
  experiments: ['anonymous-calls'],
  rationale:
    'Some servers run the handler and replace the answer afterwards: the status says no, the record says yes.',
  falsePositives:
    'A marker in the body is looked for in a later read; the marker of the allowed request must be visible there, else the read proves nothing.',
  applies: (model) =>
    model.operations.some(
      (operation) =>
        isProtected(operation) &&
        operation.objectKind === 'record' &&
        markableProperty(operation) !== undefined,
    ) || 'no protected operation writes a text of the caller into records',
  judge: (view) =>
    view.exchanges({ step: 'read-back-refused' }).flatMap((read): readonly Finding[] => {
      const probe = view.exchange(read.readBackOf);
      const control = probe === undefined ? undefined : view.controlOf(probe);
      const later = control === undefined ? undefined : view.readBacksOf(control)[0];
      if (probe === undefined) return [];
      const base = {
        case: probe.case,
        expected: 'nothing of the refused request in a later read',
        evidence: [probe.seq, read.seq],
      };
      const visible =
        control !== undefined && (later?.response?.body.includes(String(control.detail['marker'])) ?? false);
      const traced = [read, later].some(
        (one) => one?.response?.body.includes(String(probe.detail['marker'])) ?? false,
      );
      if (traced)
        return [{ ...base, verdict: 'violated', observed: 'what the refused request wrote can be read' }];
      const silence = unanswered([probe, read, later]);
      if (silence !== undefined) return [{ ...base, verdict: 'untestable', observed: silence }];
      if (control === undefined || !succeeded(control)) {
        const reason = probe.detail['uncontrolled'] ?? 'the allowed request did not succeed';
        return [{ ...base, verdict: 'untestable', observed: String(reason) }];
      }
      if (!visible)
        return [
          { ...base, verdict: 'noted', observed: 'the read does not show what an allowed request writes' },
        ];
      return [{ ...base, verdict: 'holds', observed: 'only what the allowed request wrote can be read' }];
    }),
};
