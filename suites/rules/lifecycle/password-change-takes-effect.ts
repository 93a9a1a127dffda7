import { acceptance, denial } from '../../judging/findings.ts';
import { endableEvents } from '../../lab/ending.ts';
import { credentialOperations, someOrReason, workingKinds } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const passwordChangeTakesEffect: Rule = {
  id: 'password-change-takes-effect',
  title: 'After a change the new password signs in and the old one does not',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['BZ-44'],
  sources: ['OWASP ASVS 6.2.3'],
  experiments: ['after-password-change'],
  rationale: 'A change that leaves the old password working changes nothing.',
  falsePositives: 'The new password is the control for the old one.',
  applies: (model) =>
    someOrReason(
      workingKinds(model).filter(
        (kind) =>
          endableEvents(model, kind).includes('password-change') &&
          credentialOperations(model, 'login', kind.name).length > 0,
      ),
      'no sign-in is touched by password-change',
    ),
  judge: (view) => [
    ...view
      .exchanges({ experiment: 'after-password-change', step: 'new-password' })
      .map((probe) => acceptance(probe, { case: `${probe.case}: new password` })),
    ...view.exchanges({ experiment: 'after-password-change', step: 'old-password' }).map((probe) => {
      const declared = view.operation(probe)?.refusals.get('wrong-login')?.status ?? 401;
      return denial(view, probe, {
        statuses: [...new Set([declared, 400, 401, 403])],
        case: `${probe.case}: old password`,
      });
    }),
  ],
};
