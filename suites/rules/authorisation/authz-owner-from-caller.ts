import { citationsOf } from '../../../spec/facts.ts';
import { succeeded, unanswered } from '../../judging/findings.ts';
import { slippedValue } from '../../judging/slips.ts';
import { creatable, slipsOf } from '../../predict/slips.ts';
import type { Finding, Rule } from '../../rule.ts';

export const authzOwnerFromCaller: Rule = {
  id: 'authz-owner-from-caller',
  title: 'A record belongs to its maker, whatever the body says',
  level: 'MUST',
  family: 'authorisation',
  statements: ['BZ-03', 'BZ-18', 'BZ-29'],
  sources: ['OWASP API3:2023', 'OWASP ASVS 8.2.3'],
  experiments: ['slipped-fields'],
  rationale: 'Who can write the owner can put records into the name of others, or take theirs.',
  falsePositives:
    'To refuse the member is as good as to ignore it. Compared with a record that the same caller made without it.',
  applies: (model) => {
    const owned = creatable(model).some((operation) =>
      slipsOf(operation, 'somebody').some(({ attribute }) => attribute !== 'other'),
    );
    return owned || 'no record that clients make shows its owner or maker';
  },
  judge: (view) =>
    view
      .exchanges({ experiment: 'slipped-fields', step: ['create-slipped', 'update-slipped'] })
      .flatMap((probe): readonly Finding[] => {
        const operation = view.operation(probe);
        if (operation === undefined || probe.detail['attribute'] === 'other') return [];
        const control = view.controlOf(probe);
        const base = {
          case: probe.case,
          expected: 'the caller, or a refusal',
          evidence: [...(control === undefined ? [] : [control.seq]), probe.seq],
          grounds: citationsOf(operation),
        };
        if (!succeeded(control))
          return [{ ...base, verdict: 'untestable', observed: 'no record could be made without it either' }];
        const silence = unanswered([probe, ...view.readBacksOf(probe)]);
        if (silence !== undefined) return [{ ...base, verdict: 'untestable', observed: silence }];
        const shown = slippedValue(view, probe);
        if (shown === undefined && succeeded(probe))
          return [
            { ...base, verdict: 'untestable', observed: 'neither the answer nor a read-back shows it' },
          ];
        const wrong = shown === probe.detail['value'];
        return [
          {
            ...base,
            verdict: wrong ? 'violated' : 'holds',
            observed: wrong
              ? 'what the body said'
              : succeeded(probe)
                ? 'the caller'
                : `refused with ${probe.response?.status}`,
          },
        ];
      }),
};
