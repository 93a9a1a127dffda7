import { finding, statusText, succeeded, unanswered } from '../../judging/findings.ts';
import { groundsOfSwitch, shownTenant } from '../../judging/tenants.ts';
import { ownProfileOf } from '../../predict/people.ts';
import { canSwitch } from '../../predict/switching.ts';
import type { Finding, Rule } from '../../rule.ts';

export const tenantSwitchAllTokensFollow: Rule = {
  id: 'tenant-switch-all-tokens-follow',
  title: 'Every token of the person acts in the tenant last switched to',
  level: 'MUST',
  family: 'tenancy',
  statements: ['BZ-34'],
  sources: [],
  experiments: ['tenant-switch'],
  rationale:
    'The active tenant is the state of the person, not of the token; frozen into one, the other writes into the wrong books.',
  falsePositives: 'Judged only after a switch that was accepted.',
  applies: (model) => {
    const switching = canSwitch(model);
    return switching !== true
      ? switching
      : ownProfileOf(model) !== undefined || 'no operation shows who one is';
  },
  judge: (view) =>
    view.exchanges({ experiment: 'tenant-switch', step: 'second-token' }).map((probe): Finding => {
      const moved = view
        .exchanges({ experiment: 'tenant-switch', step: 'switch' })
        .findLast(({ seq }) => seq < probe.seq);
      const wanted = String(moved?.detail['tenant']);
      const base = {
        case: probe.case,
        expected: wanted,
        evidence: [...(moved === undefined ? [] : [moved.seq]), probe.seq],
        grounds: groundsOfSwitch(view.model),
      };
      if (!succeeded(moved))
        return { ...base, verdict: 'untestable', observed: 'the switch was not accepted' };
      const silence = unanswered(probe);
      if (silence !== undefined) return { ...base, verdict: 'untestable', observed: silence };
      const shown = shownTenant(view, probe);
      if (shown === undefined)
        return {
          ...base,
          verdict: succeeded(probe) ? 'untestable' : 'violated',
          observed: succeeded(probe) ? 'the profile shows no tenant' : statusText(probe),
        };
      return finding(shown === wanted, { ...base, observed: shown });
    }),
};
