import { denial } from '../../judging/findings.ts';
import { endableEvents } from '../../lab/ending.ts';
import { credentialOperations, someOrReason, workingKinds } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const userRemovalEndsLogin: Rule = {
  id: 'user-removal-ends-login',
  title: 'A removed user cannot sign in',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['BZ-45', 'BZ-30'],
  sources: ['OWASP ASVS 7.4.2'],
  experiments: ['after-user-removal'],
  rationale: 'Ending tokens helps nothing if new ones can be fetched.',
  falsePositives: 'The control is that the same user signed in right before.',
  applies: (model) =>
    someOrReason(
      workingKinds(model).filter(
        (kind) =>
          endableEvents(model, kind).includes('user-removal') &&
          credentialOperations(model, 'login', kind.name).length > 0,
      ),
      'no sign-in is touched by user-removal',
    ),
  judge: (view) =>
    view.exchanges({ experiment: 'after-user-removal', step: 'removed-login' }).map((probe) => {
      const declared = view.operation(probe)?.refusals.get('wrong-login')?.status ?? 401;
      const removed = view
        .facts('user-changed', 'after-user-removal')
        .findLast(({ change, seq }) => change === 'removed' && seq < probe.seq);
      const signedIn = view
        .facts('issued', 'after-user-removal')
        .find(({ how, owner, seq }) => how === 'login' && owner === removed?.user && seq < probe.seq);
      return denial(
        view,
        { ...probe, ...(signedIn?.by === undefined ? {} : { control: signedIn.by }) },
        { statuses: [...new Set([declared, 400, 401, 403])] },
      );
    }),
};
