import type { AuthModel, FixtureUser, Operation } from '../../spec/model.ts';
import { permits } from './permits.ts';

/** The scheme by which people call an operation with their own password, if it takes one. */
export function passwordScheme(model: AuthModel, operation: Operation): string | undefined {
  const schemes = operation.security
    .filter((requirement) => requirement.size === 1)
    .flatMap((requirement) => [...requirement.keys()]);
  return schemes.find(
    (name) => model.credentials.get(model.schemes.get(name)?.credential ?? '')?.isPassword === true,
  );
}

/** Fixture users of a tenant who may call an operation as people. */
export function peopleWhoMay(
  model: AuthModel,
  operation: Operation,
  tenant: string | undefined,
): readonly FixtureUser[] {
  const scheme = passwordScheme(model, operation);
  const kind = scheme === undefined ? undefined : model.schemes.get(scheme)?.credential;
  if (scheme === undefined || kind === undefined) return [];
  return [...model.fixtures.users.values()].filter(
    (user) =>
      user.tenant === tenant &&
      (user.login === 'any' || user.login.includes('password')) &&
      permits(model, operation, scheme, { kind, own: [], owner: user.roles.get(user.tenant) ?? [] }),
  );
}
