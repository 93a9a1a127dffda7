import type { AuthModel } from '../../../spec/model.ts';
import { acceptance, denial } from '../../judging/findings.ts';
import { closedStatuses } from '../../judging/sweep.ts';
import { groundsOfPerson } from '../../judging/tenants.ts';
import { canSwitch, lostRight, members, switchOperation } from '../../predict/switching.ts';
import type { Rule } from '../../rule.ts';

export const tenantSwitchRightsReevaluated: Rule = {
  id: 'tenant-switch-rights-reevaluated',
  title: 'After a switch the roles of the new tenant count, for every token',
  level: 'MUST',
  family: 'tenancy',
  statements: ['BZ-15', 'BZ-40'],
  sources: ['OWASP ASVS 8.3.2'],
  experiments: ['tenant-switch'],
  rationale:
    'Who is accountant in one company and regular in another must not carry the first right into the second.',
  falsePositives: 'Counts only where the same call succeeded in the former tenant.',
  applies: (model) => {
    const switching = canSwitch(model);
    return switching !== true
      ? switching
      : losing(model) || 'nobody has more rights in one of their tenants than in another';
  },
  judge: (view) => {
    const grounds = (user: unknown) => groundsOfPerson(view.model, String(user), 'roles');
    const lost = view.exchanges({ experiment: 'tenant-switch', step: 'right-lost' }).map((probe, index) =>
      denial(view, probe, {
        statuses: closedStatuses,
        expected: 'refused',
        case: `token ${index + 1}: ${probe.case}`,
        grounds: grounds(probe.detail['user']),
      }),
    );
    const again = view
      .exchanges({ experiment: 'tenant-switch', step: 'right-again' })
      .map((control) => acceptance(control, { case: `back again: ${control.case}` }));
    return [...lost, ...again];
  },
};

function losing(model: AuthModel): boolean {
  const scheme = switchOperation(model)
    ?.security.find((requirement) => requirement.size === 1)
    ?.keys()
    .next().value;
  return (
    scheme !== undefined &&
    members(model).some((user) =>
      [...user.roles.keys()].some(
        (abroad) =>
          abroad !== user.tenant && lostRight(model, scheme, user, user.tenant, abroad) !== undefined,
      ),
    )
  );
}
