import type { AuthModel } from '../../spec/model.ts';
import { userIdOn } from '../model-for.ts';
import type { TargetConfig, UserAccount } from '../target.ts';
import type { LabUser } from './held.ts';

/**
 * The people of a run, by id. Where the target names its accounts, the passwords of the document are nobody's: an
 * account without one cannot sign in.
 */
export function usersOf(
  model: AuthModel,
  config: Pick<TargetConfig, 'users' | 'overlay' | 'control'>,
): Map<string, LabUser> {
  const accounts = new Map(
    Object.entries(config.users).map(([name, account]) => [userIdOn(config.overlay, name), account]),
  );
  const isReal = accounts.size > 0 && config.control === undefined;
  return new Map(
    [...model.fixtures.users].map(([id, user]) => {
      const { password, tenant, roles, groups, manager, login } = user;
      const account: UserAccount | undefined = accounts.get(id);
      const known: LabUser = {
        id,
        email: account?.email ?? user.email,
        password: account?.password ?? (isReal ? '' : password),
        tenant,
        roles,
        groups,
        login,
        ...(manager === undefined ? {} : { manager }),
      };
      return [id, known];
    }),
  );
}
