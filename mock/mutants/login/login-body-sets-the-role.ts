import type { Mutant } from '../mutant.ts';
import { hasPasswordLogin } from './applies.ts';
import { beforeLogin } from './forgiving-login.ts';
import { bodyOf, memberFor } from './request-body.ts';

export const loginBodySetsTheRole: Mutant = {
  id: 'login-body-sets-the-role',
  lie: 'The login body is copied into the user: a role in it is the role.',
  fails: ['login-ignores-extra-fields'],
  appliesTo: hasPasswordLogin,
  options: () =>
    beforeLogin((call) => {
      const body = bodyOf(call);
      const email = body[memberFor(call, 'user.email')];
      const user = typeof email === 'string' ? call.world.users.byEmail(email) : undefined;
      if (user && typeof body['role'] === 'string')
        call.world.users.setRoles(user, user.tenant, [body['role']]);
    }),
};
