import type { AuthModel, Operation } from '../../../spec/model.ts';
import { crossing } from '../crossing.ts';
import type { Mutant } from '../mutant.ts';

export const patchCrossesTenants: Mutant = {
  id: 'patch-crosses-tenants',
  lie: 'A record of another tenant cannot be replaced by PUT, but changed by PATCH.',
  fails: ['authz-tenant-isolation'],
  appliesTo: (model) =>
    model.fixtures.tenants.length > 1 && model.operations.some((one) => isPatch(model, one)),
  options: (model) => crossing((operation) => isPatch(model, operation)),
};

/** A PATCH of records that can be PUT as well. */
function isPatch(model: AuthModel, { method, objectKind, path }: Operation): boolean {
  return (
    method === 'PATCH' &&
    objectKind === 'record' &&
    model.operations.some((other) => other.method === 'PUT' && other.path === path)
  );
}
