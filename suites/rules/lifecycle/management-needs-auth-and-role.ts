import { denial } from '../../judging/findings.ts';
import { managementControl, managementGrounds, reportedIfOpen } from '../../judging/management.ts';
import { issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const managementNeedsAuthAndRole: Rule = {
  id: 'management-needs-auth-and-role',
  title: 'Credentials are managed by those people only whose role allows it',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-05', 'RG-06', 'RG-07', 'RT-16', 'UA-33', 'UA-30', 'CD-17', 'CD-14'],
  sources: ['OWASP API5:2023'],
  experiments: ['credential-management'],
  rationale: 'A page that is hidden is not a guard: each call must check the role itself.',
  falsePositives:
    'Each probe has the same request by somebody who may as its control. Roles of which the document says nothing are only reported.',
  applies: (model) => someOrReason(issuedKinds(model), 'no operation issues credentials'),
  judge: (view) =>
    view
      .exchanges({ experiment: 'credential-management', step: ['manage-as', 'manage-anonymous'] })
      .map((probe) => {
        const cause = probe.step === 'manage-anonymous' ? 'no-credential' : 'no-right';
        const declared = view.operation(probe)?.refusals.get(cause)?.status ?? 403;
        return reportedIfOpen(
          denial(
            view,
            { ...probe, ...managementControl(view, probe) },
            {
              statuses: [...new Set([declared, 401, 403])],
              grounds: managementGrounds(view, probe),
              case: probe.case,
            },
          ),
        );
      }),
};
