import type { Operation } from '../../../spec/model.ts';
import { crossing } from '../crossing.ts';
import type { Mutant } from '../mutant.ts';

export const peopleCrossTenants: Mutant = {
  id: 'people-cross-tenants',
  lie: 'Who administers people can change those of any tenant by their id.',
  fails: ['people-of-others-closed'],
  appliesTo: (model) => model.fixtures.tenants.length > 1 && model.operations.some(changesPeople),
  options: () => crossing(changesPeople),
};

function changesPeople({ objectKind, verb, request, relation }: Operation): boolean {
  return (
    objectKind === 'user' &&
    verb === 'update' &&
    Object.values(relation).flat().includes('tenant') &&
    request.some(({ in: site, attribute }) => site === 'path' && attribute === 'user.id')
  );
}
