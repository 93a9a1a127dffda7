import { denial } from '../../judging/findings.ts';
import { groundsOfSwitch, hidden, shownTenant } from '../../judging/tenants.ts';
import { canSwitch } from '../../predict/switching.ts';
import type { Rule } from '../../rule.ts';

export const tenantSwitchMembersOnly: Rule = {
  id: 'tenant-switch-members-only',
  title: 'Nobody switches to a tenant of which they are no member, or no longer',
  level: 'MUST',
  family: 'tenancy',
  statements: ['BZ-35', 'BZ-37'],
  sources: ['OWASP API1:2023', 'OWASP ASVS 8.4.1'],
  experiments: ['tenant-switch'],
  rationale: 'Without the check of membership, one request takes over any tenant.',
  falsePositives:
    'Counts only where the same person could switch to its own tenant. Besides 403 and 404, 400 and 422 are a refusal too.',
  applies: canSwitch,
  judge: (view) =>
    view
      .exchanges({ experiment: 'tenant-switch', step: ['switch-foreign', 'switch-unknown', 'switch-former'] })
      .map((probe) => {
        const before = String(probe.detail['before']);
        return denial(view, probe, {
          statuses: [...hidden, 400, 409, 422],
          case: `${probe.step}: ${probe.case} to ${String(probe.detail['tenant'])}`,
          grounds: groundsOfSwitch(view.model),
          also: () => {
            const shown = view.readBacksOf(probe).map((profile) => shownTenant(view, profile))[0];
            return shown === undefined || shown === before ? undefined : `refused, but now in ${shown}`;
          },
        });
      }),
};
