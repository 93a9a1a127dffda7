import { type Call, type Outcome, type Refused, refuse } from '../call.ts';
import { given } from '../given.ts';
import { verifyAssertion } from '../secrets/assertion.ts';
import { digestOf, newId, sameText } from '../secrets/digest.ts';
import type { User } from '../state/users.ts';
import { maySignIn } from '../verify.ts';
import { makeCredentials } from './make.ts';

/** Password, third-party assertion, refresh proof or presented credential in; a new session out, earlier ones stay. */
export function login(call: Call): Outcome | Refused | Promise<Outcome | Refused> {
  const assertion = assertionIn(call);
  if (assertion instanceof Promise)
    return assertion.then((result) => ('cause' in result ? result : open(call, result)));
  const user = call.user && given(call, 'user.password') === undefined ? call.user : byPassword(call);
  return 'cause' in user ? user : open(call, user);
}

function open(call: Call, user: User): Outcome | Refused | Promise<Outcome | Refused> {
  const proofThen = user.passwordDigest;
  return makeCredentials(call, call.operation?.made ?? [], {
    owner: user,
    tenant: user.tenant,
    session: newId('s', call.world.random),
    fromRequest: false,
    // Signing takes a moment: a password change in between must not be outrun.
    commit: () =>
      call.world.users.get(user.id) === user && user.passwordDigest === proofThen
        ? undefined
        : refuse('wrong-login', 'the user was changed meanwhile'),
  });
}

function byPassword(call: Call): User | Refused {
  const { users } = call.world;
  const email = given(call, 'user.email');
  const id = given(call, 'user.id');
  const password = given(call, 'user.password');
  const user = typeof email === 'string' ? users.byEmail(email) : users.get(typeof id === 'string' ? id : '');
  const isRight = sameText(
    user?.passwordDigest ?? '',
    digestOf(typeof password === 'string' ? password : ''),
  );
  if (!user || !isRight) return refuse('wrong-login', 'no such user, or another password');
  return maySignIn(user, 'password')
    ? user
    : refuse('login-blocked', 'this user may not sign in with a password');
}

function assertionIn(call: Call): Promise<User | Refused> | undefined {
  for (const plan of call.world.plan.kinds.values()) {
    if (plan.kind.issuedBy !== 'third-party') continue;
    const token = given(call, `${plan.kind.name}.secret`);
    if (typeof token !== 'string') continue;
    return verifyAssertion(call.world, plan, token, call.now).then((result) => {
      if ('cause' in result) return refuse('wrong-login', result.reason);
      const isAllowed = result.way === undefined || maySignIn(result.user, result.way);
      return isAllowed ? result.user : refuse('login-blocked', 'this user may not sign in by that party');
    });
  }
  return undefined;
}
