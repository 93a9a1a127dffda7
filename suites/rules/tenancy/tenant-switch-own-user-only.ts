import { denial } from '../../judging/findings.ts';
import { groundsOfSwitch, hidden, shownTenant } from '../../judging/tenants.ts';
import { canSwitch, members, switchOperation } from '../../predict/switching.ts';
import type { Rule } from '../../rule.ts';

export const tenantSwitchOwnUserOnly: Rule = {
  id: 'tenant-switch-own-user-only',
  title: 'Nobody switches the tenant of somebody else',
  level: 'MUST',
  family: 'tenancy',
  statements: ['BZ-38'],
  sources: ['OWASP API1:2023'],
  experiments: ['tenant-switch'],
  rationale:
    'Where the id in the path is trusted, one customer moves the integration of another into another company.',
  falsePositives:
    'The other person is a member of that tenant, so that nothing but whose token it is stands against it.',
  applies: (model) => {
    const switching = canSwitch(model);
    if (switching !== true) return switching;
    if (members(model).length < 2) return 'only one person belongs to several tenants';
    return (
      switchOperation(model)?.request.some(({ attribute }) => attribute === 'user.id') === true ||
      'the switch names nobody'
    );
  },
  judge: (view) =>
    view.exchanges({ experiment: 'tenant-switch', step: 'switch-other' }).map((probe) => {
      const before = String(probe.detail['before']);
      return denial(view, probe, {
        statuses: hidden,
        grounds: groundsOfSwitch(view.model, 'relation'),
        also: () => {
          const shown = view.readBacksOf(probe).map((profile) => shownTenant(view, profile))[0];
          return shown === undefined || shown === before
            ? undefined
            : `refused, but ${String(probe.detail['user'])} is now in ${shown}`;
        },
      });
    }),
};
