import { aliveOnly } from '../../judging/dead.ts';
import { statusText, succeeded, unanswered } from '../../judging/findings.ts';
import { groundsOfSwitch, shownTenant } from '../../judging/tenants.ts';
import { canSwitch } from '../../predict/switching.ts';
import type { Finding, Rule } from '../../rule.ts';

export const tenantSwitchWorks: Rule = {
  id: 'tenant-switch-works',
  title: 'Members switch to any tenant of theirs, as often as they like',
  level: 'MUST',
  family: 'tenancy',
  statements: ['BZ-33', 'BZ-36'],
  sources: [],
  experiments: ['tenant-switch'],
  rationale: 'A 200 without an effect sends the next call into the wrong tenant.',
  falsePositives:
    'The effect is read from the own profile; where the document has none, only the answer is judged.',
  applies: canSwitch,
  judge: (view) =>
    aliveOnly(
      view,
      view
        .exchanges({ experiment: 'tenant-switch', step: ['switch-same', 'switch', 'switch-back'] })
        .map((control, index): Finding => {
          const [profile] = view.readBacksOf(control);
          const wanted = String(control.detail['tenant']);
          const shown = shownTenant(view, profile);
          const base = {
            case: `${index + 1}: ${control.case} to ${wanted}`,
            expected: `accepted, then in ${wanted}`,
            evidence: [control.seq, ...(profile === undefined ? [] : [profile.seq])],
            grounds: groundsOfSwitch(view.model),
          };
          const silence = unanswered([control, profile]);
          if (silence !== undefined) return { ...base, verdict: 'untestable', observed: silence };
          if (!succeeded(control)) return { ...base, verdict: 'violated', observed: statusText(control) };
          return {
            ...base,
            verdict: shown === undefined || shown === wanted ? 'holds' : 'violated',
            observed: shown === undefined ? 'accepted' : `accepted, then in ${shown}`,
          };
        }),
    ),
};
