import { defaultStages, refuse } from '../../index.ts';
import { insteadOfAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { hasPasswordLogin, isPasswordLogin } from './applies.ts';
import { bodyOf, memberFor } from './request-body.ts';

export const oneRoleCannotLogIn: Mutant = {
  id: 'one-role-cannot-log-in',
  lie: 'API access must be enabled for the account: users who are alone with their role cannot log in.',
  fails: ['login-every-role'],
  appliesTo: (model) =>
    hasPasswordLogin(model) && model.credentials.values().some(({ names }) => names.length > 2),
  options: () =>
    insteadOfAct(isPasswordLogin, (call) => {
      const email = bodyOf(call)[memberFor(call, 'user.email')];
      const user = typeof email === 'string' ? call.world.users.byEmail(email) : undefined;
      const own = user?.roles.get(user.tenant) ?? [];
      const alone =
        user &&
        ![...call.world.users.all()].some(
          (other) =>
            other !== user &&
            other.tenant === user.tenant &&
            other.roles.get(other.tenant)?.join() === own.join(),
        );
      return alone ? refuse('wrong-login', 'no API access') : defaultStages.act(call);
    }),
};
