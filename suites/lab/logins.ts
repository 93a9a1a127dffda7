import type { AuthModel, CredentialKind, Operation } from '../../spec/model.ts';
import { nobody } from './absent.ts';
import type { BuiltRequest } from './build-request.ts';
import { use } from './exercise.ts';
import { canSignIn, type Held, type LabUser, Lacking } from './held.ts';
import { keepFromAnswer } from './keep.ts';
import type { Lab, Sent } from './lab.ts';

/** Operations that take a user's name and password and give a credential. */
export function passwordLogins(model: AuthModel): readonly Operation[] {
  return model.operations.filter(
    ({ verb, request }) =>
      verb === 'login' &&
      request.some(({ attribute, in: site }) => attribute === 'user.password' && site === 'body'),
  );
}

/** `true`, or why there is nothing to try. */
export function hasPasswordLogin(model: AuthModel): true | string {
  return passwordLogins(model).length > 0 || 'no operation logs a user in with a password';
}

/** Users who may sign in with a password, of the first tenant first. */
export function signers(lab: Lab): readonly LabUser[] {
  const [first] = lab.model.fixtures.tenants;
  return [...lab.users.values()]
    .filter(canSignIn)
    .toSorted((a, b) => Number(b.tenant === first) - Number(a.tenant === first));
}

/** @throws Lacking if no fixture user can sign in */
export function someSigner(lab: Lab): LabUser {
  const [user] = signers(lab);
  if (user === undefined) throw nobody(lab.model, 'no fixture user can sign in with a password');
  return user;
}

/** The login request with a user's own e-mail and password, or with what is laid over them. */
export function loginRequest(
  lab: Lab,
  login: Operation,
  user: LabUser,
  over: Readonly<Record<string, unknown>> = {},
): BuiltRequest {
  return lab.build(login, {
    values: { 'user.email': user.email, 'user.id': user.id, 'user.password': user.password, ...over },
  });
}

/** What a login answered with, if it is a credential. */
export function keepLogin(lab: Lab, login: Operation, answer: Sent, user: LabUser): Held | undefined {
  if (!answer.ok) return undefined;
  try {
    return keepFromAnswer(lab, {
      kind: login.object,
      how: 'login',
      operation: login,
      answer,
      user: user.id,
      tenant: user.tenant,
    });
  } catch (error) {
    // That the answer holds no secret is for a rule to say, not the end of the experiment.
    if (error instanceof Lacking) return undefined;
    throw error;
  }
}

/** Calls a plain read with a credential. @throws Lacking if nothing takes it */
export async function useOnce(
  lab: Lab,
  held: Held,
  label: { readonly step: string; readonly case: string; readonly role?: 'probe' | 'control' },
): Promise<Sent> {
  return use(lab, held, { role: 'probe', ...label });
}

/** Kinds of third-party assertion that a login takes in its body. */
export function assertionKinds(model: AuthModel, login: Operation): readonly CredentialKind[] {
  return [...model.credentials.values()].filter(
    (kind) =>
      kind.issuedBy === 'third-party' &&
      login.request.some(({ attribute }) => attribute === `${kind.name}.secret`),
  );
}

/** `true`, or why there is no assertion to exchange. */
export function takesAssertions(model: AuthModel): true | string {
  const some = model.operations.some(
    (operation) => operation.verb === 'login' && assertionKinds(model, operation).length > 0,
  );
  return some || 'no login takes an assertion of a third party';
}
