import type { AuthModel, FixtureUser, Operation } from '../../spec/model.ts';
import { permits } from './permits.ts';

/** The operation by which people change the tenant in which they act. */
export function switchOperation(model: AuthModel): Operation | undefined {
  return model.operations.find(
    ({ objectKind, verb, request }) =>
      objectKind === 'user' &&
      verb === 'update' &&
      request.some(({ attribute, readOnly }) => attribute === 'user.tenant' && !readOnly),
  );
}

/** People of the fixtures who belong to several tenants. */
export function members(model: AuthModel): readonly FixtureUser[] {
  return [...model.fixtures.users.values()].filter(({ roles }) => roles.size > 1);
}

/** Why rules about switching have nothing to check, or `true`. */
export function canSwitch(model: AuthModel): true | string {
  if (switchOperation(model) === undefined) return 'no operation switches the active tenant';
  return members(model).length > 0 || 'nobody belongs to several tenants';
}

/** An operation without a body or record in its path that a person may call in one tenant and not in the other. */
export function lostRight(
  model: AuthModel,
  scheme: string,
  user: Pick<FixtureUser, 'roles'>,
  home: string,
  abroad: string,
): Operation | undefined {
  const kind = model.schemes.get(scheme)?.credential ?? scheme;
  const may = (operation: Operation, tenant: string) =>
    permits(model, operation, scheme, { kind, own: [], owner: user.roles.get(tenant) ?? [] });
  return model.operations.find(
    (operation) =>
      operation.objectKind === 'record' &&
      operation.verb === 'list' &&
      !operation.path.includes('{') &&
      may(operation, home) &&
      !may(operation, abroad),
  );
}
