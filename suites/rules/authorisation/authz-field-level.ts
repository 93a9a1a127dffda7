import { succeeded, unanswered } from '../../judging/findings.ts';
import { slippedValue } from '../../judging/slips.ts';
import { creatable, slipsOf } from '../../predict/slips.ts';
import type { Finding, Rule } from '../../rule.ts';

export const authzFieldLevel: Rule = {
  id: 'authz-field-level',
  title: "Members that are the server's to write cannot be slipped into a body",
  level: 'SHOULD',
  family: 'authorisation',
  statements: ['BZ-23'],
  sources: ['OWASP API3:2023', 'OWASP ASVS 8.2.3'],
  experiments: ['slipped-fields'],
  rationale: 'An update that merges whatever comes lets a client approve its own expense or pay itself out.',
  falsePositives: 'To refuse the member is as good as to ignore it; judged by read-back.',
  applies: (model) => {
    const other = creatable(model).some((operation) =>
      slipsOf(operation, 'somebody').some(({ attribute }) => attribute === 'other'),
    );
    return other || 'no record that clients make has a state of its own that is read-only';
  },
  judge: (view) =>
    view
      .exchanges({ experiment: 'slipped-fields', step: ['create-slipped', 'update-slipped'] })
      .flatMap((probe): readonly Finding[] => {
        if (probe.detail['attribute'] !== 'other') return [];
        const control = view.controlOf(probe);
        const base = {
          case: probe.case,
          expected: `not ${String(probe.detail['value'])}`,
          evidence: [...(control === undefined ? [] : [control.seq]), probe.seq],
        };
        if (!succeeded(control))
          return [{ ...base, verdict: 'untestable', observed: 'no record could be made without it either' }];
        const silence = unanswered([probe, ...view.readBacksOf(probe)]);
        if (silence !== undefined) return [{ ...base, verdict: 'untestable', observed: silence }];
        const wrong = slippedValue(view, probe) === probe.detail['value'];
        return [
          {
            ...base,
            verdict: wrong ? 'violated' : 'holds',
            observed: wrong
              ? 'what the body said'
              : succeeded(probe)
                ? 'ignored'
                : `refused with ${probe.response?.status}`,
          },
        ];
      }),
};
