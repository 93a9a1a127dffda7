import type { Exchange } from '../../../spec/history.ts';
import type { AuthModel, Operation } from '../../../spec/model.ts';
import { denial } from '../../judging/findings.ts';
import { managementControl, managementGrounds } from '../../judging/management.ts';
import type { View } from '../../judging/view.ts';
import { issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const managementClosedToApiCredentials: Rule = {
  id: 'management-closed-to-api-credentials',
  title: 'A credential cannot manage credentials of its own kind where the document leaves that to people',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-04', 'RT-16', 'UA-33'],
  sources: ['OWASP API5:2023'],
  experiments: ['credential-management'],
  rationale: 'A leaked credential that can issue others survives its own revocation.',
  falsePositives:
    'Only operations that do not take the kind; the same request by somebody who may is the control. 404, 405 and what the document says to a credential that is missing or cannot be read also count as closed.',
  applies: (model) =>
    someOrReason(closedOperations(model), 'every management operation takes the kind that it manages'),
  judge: (view) =>
    view
      .exchanges({ experiment: 'credential-management', step: 'manage-by-credential' })
      .map((probe) =>
        denial(
          view,
          { ...probe, ...managementControl(view, probe) },
          { statuses: closed(view, probe), grounds: managementGrounds(view, probe), case: probe.case },
        ),
      ),
};

/** To an operation that does not take its scheme, a credential is none, or one that cannot be read. */
function closed(view: View, probe: Exchange): readonly number[] {
  const declared = (['no-credential', 'malformed', 'bad-credential'] as const).flatMap((cause) => {
    const refusal = view.operation(probe)?.refusals.get(cause);
    return refusal?.declared === true && refusal.status >= 400 ? [refusal.status] : [];
  });
  return [...new Set([401, 403, 404, 405, ...declared])];
}

function closedOperations(model: AuthModel): readonly Operation[] {
  const kinds = issuedKinds(model).map(({ name }) => name);
  return model.operations.filter(
    (operation) =>
      kinds.includes(operation.object) &&
      operation.security.length > 0 &&
      !operation.security.some((requirement) =>
        [...requirement.keys()].some((name) => model.schemes.get(name)?.credential === operation.object),
      ),
  );
}
