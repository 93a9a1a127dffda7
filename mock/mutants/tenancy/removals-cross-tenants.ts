import type { Operation } from '../../../spec/model.ts';
import { crossing } from '../crossing.ts';
import type { Mutant } from '../mutant.ts';

export const removalsCrossTenants: Mutant = {
  id: 'removals-cross-tenants',
  lie: 'A record can be removed by its id from any tenant; reading and changing it stays inside.',
  fails: ['authz-tenant-isolation'],
  appliesTo: (model) => model.fixtures.tenants.length > 1 && model.operations.some(removes),
  options: () => crossing(removes),
};

function removes({ objectKind, verb, path }: Operation): boolean {
  return objectKind === 'record' && verb === 'delete' && path.includes('{');
}
