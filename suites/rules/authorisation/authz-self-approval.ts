import { groundsOf } from '../../../spec/facts.ts';
import type { AuthModel, Operation } from '../../../spec/model.ts';
import { denial } from '../../judging/findings.ts';
import { callerOf, hasReach, triedOnItems } from '../../judging/reach.ts';
import { closedStatuses } from '../../judging/sweep.ts';
import type { Rule } from '../../rule.ts';

export const authzSelfApproval: Rule = {
  id: 'authz-self-approval',
  title: 'Nobody approves their own record unless the document says so',
  level: 'MUST',
  family: 'authorisation',
  statements: ['BZ-22', 'BZ-23'],
  sources: ['OWASP API5:2023', 'OWASP API1:2023'],
  experiments: ['records-reach'],
  rationale: 'An approval by the one who asks for it is none.',
  falsePositives: 'Only operations that set a state and that the document keeps from owners.',
  applies: (model) => {
    const reach = hasReach(model);
    return reach !== true
      ? reach
      : keptFromOwners(model).length > 0 || 'no operation that sets a state is kept from the owner';
  },
  judge: (view) =>
    view.exchanges({ experiment: 'records-reach', step: 'set-beyond' }).flatMap((probe) => {
      const operation = view.operation(probe);
      const own = probe.detail['recordOwner'] === callerOf(view.model, probe).user?.id;
      if (operation === undefined || !own || !keptFromOwners(view.model).includes(operation)) return [];
      return [
        denial(view, probe, {
          statuses: closedStatuses,
          expected: 'refused',
          grounds: groundsOf(view.model, operation, 'security'),
        }),
      ];
    }),
};

/** Operations that set a state and do not reach by ownership. */
function keptFromOwners(model: AuthModel): readonly Operation[] {
  return triedOnItems(model).filter(
    ({ set, relation }) =>
      Object.keys(set).length > 0 &&
      Object.values(relation)
        .flat()
        .every((one) => one === 'owner.manager' || one === 'group'),
  );
}
