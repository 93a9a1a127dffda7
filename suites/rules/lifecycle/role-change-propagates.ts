import type { AuthModel } from '../../../spec/model.ts';
import { denial } from '../../judging/findings.ts';
import { allAccepted, kindGrounds } from '../../judging/lifecycle.ts';
import { someOrReason, workingKinds } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const roleChangePropagates: Rule = {
  id: 'role-change-propagates',
  title: 'Changed roles of a user bind the credentials that exist already',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['UA-20', 'BZ-15'],
  general: ['authz-effect-immediate'],
  sources: ['OWASP ASVS 8.3.2'],
  experiments: ['role-change'],
  rationale: 'Rights that are frozen into a credential outlive the decision to take them away.',
  falsePositives:
    'The credential worked with the role right before; only kinds whose rights are those of the owner now.',
  applies: (model) =>
    someOrReason(changeable(model), 'no credential follows roles that an operation changes'),
  judge: (view) => [
    ...view.exchanges({ experiment: 'role-change', step: 'without-role' }).map((probe) => {
      const declared = view.operation(probe)?.refusals.get('no-right')?.status ?? 403;
      return denial(view, probe, {
        statuses: [...new Set([declared, 401, 403])],
        case: `${probe.case}, taken away`,
        grounds: kindGrounds(view, probe, 'rights'),
      });
    }),
    ...allAccepted(view, 'role-change', ['role-back'], (probe) => kindGrounds(view, probe, 'rights')).map(
      (one) => ({ ...one, case: `${one.case}, given back` }),
    ),
  ],
};

function changeable(model: AuthModel): readonly unknown[] {
  const writes = model.operations.some(
    ({ objectKind, verb, request }) =>
      objectKind === 'user' &&
      verb === 'update' &&
      request.some(({ attribute, readOnly }) => attribute === 'user.roles' && !readOnly),
  );
  return writes ? workingKinds(model).filter(({ rights }) => rights.includes('owner')) : [];
}
