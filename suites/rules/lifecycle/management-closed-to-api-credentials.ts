import type { AuthModel, Operation } from '../../../spec/model.ts';
import { denial } from '../../judging/findings.ts';
import { managementControl, managementGrounds } from '../../judging/management.ts';
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
    'Only operations that do not take the kind; the same request by somebody who may is the control. 404 and 405 also count as closed.',
  applies: (model) =>
    someOrReason(closedOperations(model), 'every management operation takes the kind that it manages'),
  judge: (view) =>
    view
      .exchanges({ experiment: 'credential-management', step: 'manage-by-credential' })
      .map((probe) =>
        denial(
          view,
          { ...probe, ...managementControl(view, probe) },
          { statuses: [401, 403, 404, 405], grounds: managementGrounds(view, probe), case: probe.case },
        ),
      ),
};

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
