import type { Operation } from '../../spec/model.ts';
import { nobody } from './absent.ts';
import { canSignIn, type Held, type LabUser, Lacking } from './held.ts';
import { keepFromAnswer } from './keep.ts';
import type { Lab } from './lab.ts';
import type { Want } from './obtain.ts';

/**
 * Signs a user in with the password.
 * @throws Lacking if no fixture user can, or the target refuses
 */
export async function signIn(lab: Lab, login: Operation, want: Want): Promise<Held> {
  const user = userFor(lab, want);
  const request = lab.build(login, {
    values: { 'user.email': user.email, 'user.password': user.password, 'user.id': user.id, ...want.values },
  });
  const sent = await lab.send({ step: 'login', role: 'setup', request, present: [] });
  if (!sent.ok)
    throw new Lacking(
      `${login.key} refused ${user.id} with ${sent.status || sent.exchange.failure?.message}`,
    );
  return keepFromAnswer(lab, {
    kind: login.object,
    how: 'login',
    operation: login,
    answer: sent,
    user: user.id,
    tenant: user.tenant,
  });
}

function userFor(lab: Lab, want: Want): LabUser {
  const candidates = want.user === undefined ? [...lab.users.values()] : [lab.users.get(want.user)];
  const found = candidates.find(
    (user) =>
      user !== undefined &&
      canSignIn(user) &&
      (want.tenant === undefined || user.tenant === want.tenant || user.roles.has(want.tenant)),
  );
  if (found === undefined)
    throw nobody(
      lab.model,
      `no fixture user can sign in${want.user === undefined ? '' : ` as ${want.user}`}`,
      ({ name }) => want.user === undefined || want.user === name,
    );
  return found;
}
