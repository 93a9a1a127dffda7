import { afterAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { isPasswordLogin } from './applies.ts';

export const loginTellsOfAnotherUser: Mutant = {
  id: 'login-tells-of-another-user',
  lie: 'The user block of a login answer is that of another user.',
  fails: ['login-user-block', 'refresh-works', 'refresh-no-escalation'],
  appliesTo: (model) =>
    model.operations.some(
      (operation) =>
        isPasswordLogin(operation) &&
        operation.responses
          .get(operation.success)
          ?.places.some(({ attribute }) => attribute === 'user.email'),
    ),
  options: () =>
    afterAct(isPasswordLogin, (call) => {
      const other = [...call.world.users.all()].find((user) => user.id !== call.outcome.user?.id);
      // Of no kind of credential: else its owner would be told.
      call.outcome = { ...call.outcome, subject: other && { type: 'user', user: other }, user: other };
    }),
};
