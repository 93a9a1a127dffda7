import type { AuthModel, Operation } from '../../../spec/model.ts';

export function isPasswordLogin({ verb, request }: Operation): boolean {
  return verb === 'login' && request.some(({ attribute }) => attribute === 'user.password');
}

export function hasPasswordLogin(model: AuthModel): boolean {
  return model.operations.some(isPasswordLogin);
}

export function isRefresh({ verb }: Operation): boolean {
  return verb === 'refresh';
}

export function hasRefresh(model: AuthModel): boolean {
  return model.operations.some(isRefresh);
}

/** Names of kinds that a refresh takes in its body. */
export function proofKinds(model: AuthModel): readonly string[] {
  return [...model.credentials.keys()].filter((name) =>
    model.operations.some(
      (operation) =>
        isRefresh(operation) && operation.request.some(({ attribute }) => attribute === `${name}.secret`),
    ),
  );
}

/** Does a login take assertions of third parties? */
export function takesAssertions(model: AuthModel): boolean {
  return [...model.credentials.values()].some(({ issuedBy }) => issuedBy === 'third-party');
}
